package dev.fallback.internal.engine;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.KeyEncoder;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.UnstorableValueException;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.util.function.DoubleSupplier;
import net.openhft.hashing.LongHashFunction;
import org.jspecify.annotations.Nullable;

/** Turns one operation's keys and answers into bytes, in a scratch array a thread. Thread-safe. */
final class RecordingEncoder<T> {
  /** Cassandra's limit of a partition key. */
  private static final int MAXIMUM_KEY_BYTES = 65_535;

  /** Cassandra's limit of a TTL: 20 years. */
  private static final int MAXIMUM_TTL_SECONDS = 630_720_000;

  private static final double TTL_JITTER = 0.02;

  private static final LongHashFunction DIGEST = LongHashFunction.xx3();
  private static final ThreadLocal<ByteSink> SCRATCH = ThreadLocal.withInitial(ByteSink::new);

  private final OperationDescriptor<T> operation;
  private final long retentionSeconds;
  private final DoubleSupplier random;

  RecordingEncoder(
      OperationDescriptor<T> operation, OperationSettings settings, DoubleSupplier random) {
    this.operation = operation;
    this.retentionSeconds = Math.max(1, settings.retention().toSeconds());
    this.random = random;
  }

  /**
   * Wire form of the key tuple.
   *
   * @throws UnstorableValueException when the key has no exact stored form or is too large
   */
  ByteBuffer key(KeyEncoder key) {
    ByteSink sink = cleared();
    key.encode(sink);
    if (sink.size() > MAXIMUM_KEY_BYTES) {
      throw new UnstorableValueException(
          "%s: a key of %d bytes; Cassandra allows %d"
              .formatted(operation.name(), sink.size(), MAXIMUM_KEY_BYTES));
    }
    return ByteBuffer.wrap(sink.toByteArray());
  }

  /**
   * The answer on its way to the store.
   *
   * @throws UnstorableValueException when the answer has no exact stored form
   */
  Recording recording(ByteBuffer key, @Nullable T value, long asOfMicros) {
    ByteSink sink = cleared();
    operation.codec().write(value, sink);
    sink.text(operation.tag());
    return recording(key, sink, asOfMicros);
  }

  /**
   * What stands in the place of a snapshot when the key has no answer any more: null, by nobody.
   */
  Recording absence(ByteBuffer key, long asOfMicros) {
    ByteSink sink = cleared();
    sink.nullField();
    sink.nullField();
    return recording(key, sink, asOfMicros);
  }

  private Recording recording(ByteBuffer key, ByteSink sink, long asOfMicros) {
    byte[] bytes = sink.toByteArray();
    return new Recording(
        operation.service(),
        operation.name(),
        operation.table(),
        key,
        new StoredSnapshot(ByteBuffer.wrap(bytes), asOfMicros),
        ttlSeconds(),
        DIGEST.hashBytes(bytes));
  }

  /** Longer than the retention by up to a share, so that what was recorded together ends apart. */
  private int ttlSeconds() {
    double jittered = retentionSeconds * (1 + TTL_JITTER * random.getAsDouble());
    return (int) Math.min(MAXIMUM_TTL_SECONDS, jittered);
  }

  private static ByteSink cleared() {
    ByteSink sink = SCRATCH.get();
    sink.clear();
    return sink;
  }
}

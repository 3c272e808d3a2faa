package dev.fallback.internal.engine;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.FieldOrder;
import dev.fallback.codegen.KeyEncoder;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.UnstorableValueException;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Turns one operation's keys and answers into bytes, in a scratch array a thread. Thread-safe. */
final class RecordingEncoder<T> {
  /** Cassandra's limit of a partition key. */
  private static final int MAXIMUM_KEY_BYTES = 65_535;

  /** Cassandra's limit of a TTL: 20 years. */
  private static final int MAXIMUM_TTL_SECONDS = 630_720_000;

  private static final double TTL_JITTER = 0.02;

  private final OperationDescriptor<T> operation;
  private final byte[] tag;
  private final long retentionSeconds;
  private final DoubleSupplier random;
  private final GuardedStore store;

  RecordingEncoder(
      OperationDescriptor<T> operation,
      OperationSettings settings,
      DoubleSupplier random,
      GuardedStore store) {
    this.operation = operation;
    this.tag = operation.tag().getBytes(StandardCharsets.UTF_8);
    this.store = store;
    this.retentionSeconds = Math.max(1, settings.retention().toSeconds());
    this.random = random;
  }

  /**
   * The row of a key.
   *
   * @throws UnstorableValueException when the key has no exact stored form or is too large
   */
  Row row(KeyEncoder key) {
    Scratch scratch = Scratch.ofThread();
    ByteSink sink = begunForKey(scratch);
    try {
      key.encode(sink);
    } finally {
      scratch.end(sink);
    }
    return new Row(operation.table().name(), key(sink));
  }

  /**
   * Wire form of the key tuple in the operation's previous version; null where there is none.
   *
   * @throws UnstorableValueException when the key has no exact stored form or is too large
   */
  @Nullable ByteBuffer previousKey(KeyEncoder key) {
    Scratch scratch = Scratch.ofThread();
    ByteSink sink = begunForKey(scratch);
    try {
      return key.encodePrevious(sink) ? ByteBuffer.wrap(key(sink)) : null;
    } finally {
      scratch.end(sink);
    }
  }

  private byte[] key(ByteSink sink) {
    if (sink.size() > MAXIMUM_KEY_BYTES) {
      throw new UnstorableValueException(
          "%s: a key of %d bytes; Cassandra allows %d"
              .formatted(operation.name(), sink.size(), MAXIMUM_KEY_BYTES));
    }
    return sink.toByteArray();
  }

  /**
   * The answer as it is stored, in this thread's scratch: good until this thread encodes again.
   *
   * @throws UnstorableValueException when the answer has no exact stored form
   */
  ByteSink answer(@Nullable T value) {
    Scratch scratch = Scratch.ofThread();
    ByteSink sink = scratch.begin(store.fieldOrder(operation.table()));
    try {
      operation.codec().write(value, sink);
    } finally {
      scratch.end(sink);
    }
    sink.blob(tag); // a text's bytes are its UTF-8, encoded once
    return sink;
  }

  /**
   * What stands in the place of a snapshot when the key has no answer any more: null, by nobody.
   */
  ByteSink absence() {
    Scratch scratch = Scratch.ofThread();
    ByteSink sink = scratch.begin(store.fieldOrder(operation.table()));
    sink.nullField();
    sink.nullField();
    scratch.end(sink);
    return sink;
  }

  /** What was encoded, on its way to the store. */
  Recording recording(Row row, ByteSink encoded, long digest, long asOfMicros) {
    return new Recording(
        operation.service(),
        operation.name(),
        operation.table(),
        row,
        new StoredSnapshot(ByteBuffer.wrap(encoded.toByteArray()), asOfMicros, encoded.order()),
        ttlSeconds(),
        digest);
  }

  /** Longer than the retention by up to a share, so that what was recorded together ends apart. */
  private int ttlSeconds() {
    double jittered = retentionSeconds * (1 + TTL_JITTER * random.getAsDouble());
    return (int) Math.min(MAXIMUM_TTL_SECONDS, jittered);
  }

  /** Nothing is cut in a key: two that differ must not share a row. */
  private static ByteSink begunForKey(Scratch scratch) {
    ByteSink sink = scratch.begin(FieldOrder.OWN);
    sink.distinct(true);
    return sink;
  }
}

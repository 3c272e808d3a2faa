package dev.fallback.testkit.release;

import dev.fallback.CassandraSettings;
import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.UnreadableSnapshotException;
import dev.fallback.codegen.ValueCodec;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.schema.CqlType;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.schema.Schema;
import dev.fallback.spi.StoredSnapshot;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One release at work: it encodes and decodes with its own codecs over its own connection. */
final class StoreOfRelease implements AutoCloseable {
  private static final int TTL_SECONDS = 86_400;

  private final Release release;
  private final CassandraSettings settings;
  private final Answers answers;
  private final CassandraStore store;
  private final Map<String, Stored> byTable = new LinkedHashMap<>();

  /** One operation with what is needed to take its answers apart. */
  private record Stored(OperationDescriptor<?> operation, Type answer, StoredView view) {}

  StoreOfRelease(Release release, CassandraSettings settings, SystemTime time, Answers answers) {
    this.release = release;
    this.settings = settings;
    this.answers = answers;
    this.store = new CassandraStore(settings, time);
    for (ServiceDescriptor service : release.services()) {
      StoredView view = new StoredView(service.types());
      for (OperationDescriptor<?> operation : service.operations()) {
        byTable.put(operation.table().name(), new Stored(operation, answerType(operation), view));
      }
      store.protect(service);
    }
  }

  static void migrate(Release release, CassandraSettings settings) {
    Schema.of(release.services()).migrate(settings);
  }

  Release release() {
    return release;
  }

  List<String> tables() {
    return List.copyOf(byTable.keySet());
  }

  boolean has(String table) {
    return byTable.containsKey(table);
  }

  /** Why the release is not at work yet; empty once it is. */
  Optional<String> unready() {
    return byTable.values().stream()
        .flatMap(stored -> store.unready(stored.operation().table()).stream())
        .findFirst();
  }

  /** The answer of that number, as this release's codec writes it. */
  @Nullable Object view(String table, long number) {
    Stored stored = stored(table);
    return view(stored, answer(stored, number));
  }

  /** Stores the answer of that number under a key. */
  CompletionStage<Void> write(String table, long key, long number, long asOfMicros) {
    Stored stored = stored(table);
    ByteSink sink = new ByteSink(store.fieldOrder(stored.operation().table()));
    codec(stored).write(answer(stored, number), sink);
    sink.text(stored.operation().tag());
    return store.write(
        stored.operation().table(),
        key(stored, key),
        new StoredSnapshot(ByteBuffer.wrap(sink.toByteArray()), asOfMicros, sink.order()),
        TTL_SECONDS);
  }

  /** What is read under a key; empty for a miss, be it absent or not readable for this release. */
  CompletionStage<Optional<Object>> read(String table, long key) {
    Stored stored = stored(table);
    return store
        .read(stored.operation().table(), key(stored, key))
        .thenApply(found -> found.flatMap(snapshot -> decoded(stored, snapshot)));
  }

  /** Whether keys of different numbers are different keys. */
  boolean hasKeys(String table) {
    Stored stored = stored(table);
    return !key(stored, 1).equals(key(stored, 2));
  }

  @Override
  public void close() {
    store.close();
  }

  private Optional<Object> decoded(Stored stored, StoredSnapshot snapshot) {
    try {
      Object value = codec(stored).read(new ByteSource(snapshot.bytes(), snapshot.order()));
      return Optional.ofNullable(view(stored, value));
    } catch (UnreadableSnapshotException miss) {
      return Optional.empty();
    }
  }

  private @Nullable Object view(Stored stored, @Nullable Object value) {
    ByteSink sink = new ByteSink();
    codec(stored).write(value, sink);
    return stored
        .view()
        .of(stored.operation().table().valueType(), ByteBuffer.wrap(sink.toByteArray()));
  }

  private Object answer(Stored stored, long number) {
    return answers.answer(release, stored.operation(), stored.answer(), number);
  }

  private Stored stored(String table) {
    Stored stored = byTable.get(table);
    if (stored == null) {
      throw new IllegalArgumentException("release %s has no table %s".formatted(release, table));
    }
    return stored;
  }

  /** The codec takes what the release's own classes make. */
  @SuppressWarnings("unchecked")
  private static ValueCodec<Object> codec(Stored stored) {
    return (ValueCodec<Object>) stored.operation().codec();
  }

  private static ByteBuffer key(Stored stored, long number) {
    ByteSink sink = new ByteSink();
    for (CqlType part : CqlType.parse(stored.operation().table().keyType()).arguments()) {
      switch (part.name()) {
        case "bigint" -> sink.bigint(number);
        case "int" -> sink.integer((int) number);
        case "smallint" -> sink.smallint((short) number);
        case "text" -> sink.text("key " + number);
        case "uuid" -> sink.uuid(new UUID(number, number));
        case "boolean" -> sink.bool(true);
        default -> sink.nullField();
      }
    }
    return ByteBuffer.wrap(sink.toByteArray());
  }

  private Type answerType(OperationDescriptor<?> operation) {
    String method = operation.name();
    try {
      return Arrays.stream(release.loader().loadClass(operation.service()).getMethods())
          .filter(one -> method.equals(one.getName()) || method.startsWith(one.getName()))
          .max((a, b) -> Integer.compare(a.getName().length(), b.getName().length()))
          .map(Method::getGenericReturnType)
          .map(stage -> ((ParameterizedType) stage).getActualTypeArguments()[0])
          .orElseThrow(
              () -> new IllegalArgumentException("no method of operation " + operation.name()));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "release %s lacks %s of %s".formatted(release, operation.service(), settings.keyspace()),
          e);
    }
  }
}

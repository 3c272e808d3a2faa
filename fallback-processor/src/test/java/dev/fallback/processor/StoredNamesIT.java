package dev.fallback.processor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.CassandraSettings;
import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.schema.Schema;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredSnapshot;
import dev.fallback.testkit.CassandraExtension;
import dev.fallback.testkit.EmbeddedCassandra;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every stored form, and names that are words of CQL, in a real node: it creates the types, takes
 * what the codecs write, and has the same schema after a restart.
 */
@ExtendWith(CassandraExtension.class)
class StoredNamesIT {
  private static final ServiceDescriptor SERVICE = CompiledService.EVERYTHING.descriptor();
  private static final OperationDescriptor<?> OPERATION =
      CompiledService.EVERYTHING.operation("everything");

  @Test
  void a_node_takes_what_is_generated_and_keeps_it_over_a_restart(EmbeddedCassandra cassandra)
      throws Exception {
    Object value = new Values(42).of(CompiledService.EVERYTHING.answer("everything"), false);
    Schema schema = Schema.of(List.of(SERVICE));
    try (SystemTime time = new SystemTime()) {
      CassandraSettings settings = cassandra.settings("names");
      Schema.createKeyspace(settings, 1);
      assertThat(schema.migrate(settings))
          .anyMatch(step -> step.contains("names.\"order\" (\"limit\" bigint, \"token\" text"));
      assertThat(schema.plan(settings).isFulfilled()).isTrue();
      try (SnapshotStore store = new CassandraStore(settings, time)) {
        store.protect(SERVICE);
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(() -> read(store).isEmpty() && write(store, value));
        assertThat(decoded(read(store).orElseThrow())).isEqualTo(value);
      }
      cassandra.restart();
      assertThat(schema.plan(settings).isFulfilled()).isTrue();
    }
  }

  private static boolean write(SnapshotStore store, Object value) throws Exception {
    store
        .write(OPERATION.table(), key(), new StoredSnapshot(snapshot(value), 1), 1000)
        .toCompletableFuture()
        .get(5, SECONDS);
    return true;
  }

  private static Optional<StoredSnapshot> read(SnapshotStore store) throws Exception {
    return store.read(OPERATION.table(), key()).toCompletableFuture().get(5, SECONDS);
  }

  private static ByteBuffer key() {
    ByteSink sink = new ByteSink();
    sink.bool(true);
    return ByteBuffer.wrap(sink.toByteArray());
  }

  private static ByteBuffer snapshot(Object value) {
    byte[] field = CompiledService.EVERYTHING.encode("everything", value);
    ByteSink tag = new ByteSink();
    tag.text(OPERATION.tag());
    byte[] tagField = tag.toByteArray();
    return ByteBuffer.allocate(field.length + tagField.length).put(field).put(tagField).flip();
  }

  private static Object decoded(StoredSnapshot snapshot) {
    return OPERATION.codec().read(new ByteSource(snapshot.bytes()));
  }
}

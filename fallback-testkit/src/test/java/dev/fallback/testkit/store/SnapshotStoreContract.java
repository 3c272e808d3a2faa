package dev.fallback.testkit.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every store must do. Each test uses keys of its own. */
abstract class SnapshotStoreContract {
  private static final int HOUR = 3600;

  private final String unique = UUID.randomUUID().toString();

  /** A store that is ready for {@link Texts}. */
  abstract SnapshotStore store();

  final void write(ByteBuffer key, String body, long asOfMicros, int ttlSeconds) throws Exception {
    store()
        .write(Texts.TABLE, key, new StoredSnapshot(Texts.snapshot(body), asOfMicros), ttlSeconds)
        .toCompletableFuture()
        .get(10, SECONDS);
  }

  final Optional<StoredSnapshot> read(ByteBuffer key) throws Exception {
    return store().read(Texts.TABLE, key).toCompletableFuture().get(10, SECONDS);
  }

  @Test
  void what_was_written_is_read_with_its_as_of() throws Exception {
    write(Texts.key(unique), "hello", 1_700_000_000_000_001L, HOUR);
    assertThat(read(Texts.key(unique)))
        .contains(new StoredSnapshot(Texts.snapshot("hello"), 1_700_000_000_000_001L));
  }

  @Test
  void a_key_never_written_is_absent() throws Exception {
    assertThat(read(Texts.key(unique))).isEmpty();
  }

  @Test
  void a_null_answer_is_not_an_absent_one() throws Exception {
    write(Texts.key(unique), null, 1, HOUR);
    assertThat(read(Texts.key(unique))).contains(new StoredSnapshot(Texts.snapshot(null), 1));
  }

  @Test
  void null_and_empty_keys_are_keys_of_their_own() throws Exception {
    write(Texts.key(null), "of null", 1, HOUR);
    write(Texts.key(""), "of empty", 1, HOUR);
    assertThat(read(Texts.key(null)).orElseThrow().bytes()).isEqualTo(Texts.snapshot("of null"));
    assertThat(read(Texts.key("")).orElseThrow().bytes()).isEqualTo(Texts.snapshot("of empty"));
  }

  @Test
  void an_older_as_of_never_overwrites_a_newer_one() throws Exception {
    write(Texts.key(unique), "newer", 200, HOUR);
    write(Texts.key(unique), "older", 100, HOUR);
    assertThat(read(Texts.key(unique))).contains(new StoredSnapshot(Texts.snapshot("newer"), 200));
  }

  @Test
  void of_many_concurrent_writes_the_newest_as_of_remains() throws Exception {
    List<Integer> order = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new java.util.Random(7));
    CompletableFuture<?>[] writes =
        order.stream()
            .map(
                i ->
                    store()
                        .write(
                            Texts.TABLE,
                            Texts.key(unique),
                            new StoredSnapshot(Texts.snapshot("v" + i), i),
                            HOUR)
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(writes).get(30, SECONDS);
    assertThat(read(Texts.key(unique))).contains(new StoredSnapshot(Texts.snapshot("v100"), 100));
  }

  @Test
  void a_snapshot_is_gone_when_its_time_to_live_is_over() throws Exception {
    write(Texts.key(unique), "short-lived", 1, 1);
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(read(Texts.key(unique))).isEmpty());
  }

  @Test
  void reading_leaves_the_callers_buffers_alone() throws Exception {
    ByteBuffer key = Texts.key(unique);
    write(key, "x", 1, HOUR);
    read(key);
    assertThat(key).isEqualTo(Texts.key(unique));
  }
}

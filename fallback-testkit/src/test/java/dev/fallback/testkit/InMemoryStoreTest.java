package dev.fallback.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.codegen.StoredTable;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest {
  private static final StoredTable TABLE = table("one");
  private final SettableClock clock = new SettableClock(Instant.EPOCH);
  private final InMemoryStore store = new InMemoryStore(clock);

  @Test
  void what_was_written_is_read() {
    write("k", "v", 7, 10);

    assertThat(read(TABLE, "k")).contains(new StoredSnapshot(bytes("v"), 7));
  }

  @Test
  void an_unknown_key_and_another_table_are_empty() {
    write("k", "v", 7, 10);

    assertThat(read(TABLE, "other")).isEmpty();
    assertThat(read(table("two"), "k")).isEmpty();
  }

  @Test
  void the_newest_as_of_wins_in_either_order_of_arrival() {
    write("up", "old", 1, 10);
    write("up", "new", 2, 10);
    write("down", "new", 2, 10);
    write("down", "old", 1, 10);

    assertThat(read(TABLE, "up")).contains(new StoredSnapshot(bytes("new"), 2));
    assertThat(read(TABLE, "down")).contains(new StoredSnapshot(bytes("new"), 2));
  }

  @Test
  void at_equal_as_of_the_outcome_does_not_depend_on_the_order() {
    write("up", "a", 1, 10);
    write("up", "b", 1, 10);
    write("down", "b", 1, 10);
    write("down", "a", 1, 10);

    assertThat(read(TABLE, "up")).isEqualTo(read(TABLE, "down"));
  }

  @Test
  void at_equal_as_of_the_greater_bytes_win_without_a_sign_as_in_cassandra() {
    write("k", "\u00e9", 1, 10); // begins with byte 0xc3, which would be negative
    write("k", "e", 1, 10);

    assertThat(read(TABLE, "k")).contains(new StoredSnapshot(bytes("\u00e9"), 1));
  }

  @Test
  void a_snapshot_ends_with_its_time_to_live() {
    write("k", "v", 7, 10);

    clock.advance(Duration.ofSeconds(10).minusNanos(1));
    assertThat(store.size()).isOne();
    clock.advance(Duration.ofNanos(1));
    assertThat(read(TABLE, "k")).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void an_ended_snapshot_still_shadows_an_older_one() {
    write("k", "new", 7, 1);
    clock.advance(Duration.ofSeconds(2));
    write("k", "old", 6, 100);

    assertThat(read(TABLE, "k")).isEmpty();
  }

  @Test
  void buffers_are_the_callers_own() {
    ByteBuffer key = bytes("k");
    ByteBuffer value = bytes("v");
    store.write(TABLE, key, new StoredSnapshot(value, 1), 10).toCompletableFuture().join();
    key.put(0, (byte) 'x');
    value.put(0, (byte) 'x');
    read(TABLE, "k").orElseThrow().bytes().get();

    assertThat(read(TABLE, "k")).contains(new StoredSnapshot(bytes("v"), 1));
  }

  @Test
  void the_newest_wins_among_many_threads() {
    IntStream.rangeClosed(1, 10_000)
        .parallel()
        .forEach(asOf -> write("k", Integer.toString(asOf), asOf, 10));

    assertThat(read(TABLE, "k")).contains(new StoredSnapshot(bytes("10000"), 10_000));
  }

  @Test
  void a_wrong_time_to_live_and_a_closed_store_fail_the_stage() {
    assertThatThrownBy(() -> write("k", "v", 1, 0)).hasMessageContaining("ttlSeconds");
    store.close();
    assertThatThrownBy(() -> read(TABLE, "k")).hasMessageContaining("closed");
  }

  private void write(String key, String value, long asOf, int ttl) {
    store
        .write(TABLE, bytes(key), new StoredSnapshot(bytes(value), asOf), ttl)
        .toCompletableFuture()
        .join();
  }

  private Optional<StoredSnapshot> read(StoredTable table, String key) {
    return store.read(table, bytes(key)).toCompletableFuture().join();
  }

  private static StoredTable table(String name) {
    return new StoredTable(name, "frozen<tuple<text>>", "text", "", "");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}

package dev.fallback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.codegen.StoredTable;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FaultyStoreTest {
  private static final StoredTable TABLE =
      new StoredTable("t", "frozen<tuple<int>>", "text", "", "");
  private static final StoredSnapshot SNAPSHOT =
      new StoredSnapshot(ByteBuffer.wrap(new byte[] {1}), 1);

  private final FaultyStore store =
      new FaultyStore(new InMemoryStore(new SettableClock(Instant.EPOCH)));

  @Test
  void without_a_script_requests_pass() {
    write().join();

    assertThat(read().join()).contains(SNAPSHOT);
    assertThat(store.reads().count()).isOne();
    assertThat(store.writes().count()).isOne();
  }

  @Test
  void the_next_requests_fail_and_those_after_them_pass() {
    store.reads().failNext(2);

    assertFails(read());
    assertFails(read());
    assertThat(read().join()).isEmpty();
  }

  @Test
  void an_unavailable_store_fails_until_it_is_available() {
    store.writes().unavailable();
    assertFails(write());

    store.writes().available();
    write().join();
    assertThat(read().join()).isPresent();
  }

  @Test
  void held_requests_hang_until_they_are_released() {
    store.writes().hold();
    CompletableFuture<Void> write = write();

    assertThat(write).isNotDone();
    assertThat(store.writes().held()).isOne();
    assertThat(read().join()).isEmpty();

    store.writes().release();
    assertThat(write).isCompleted();
    assertThat(store.writes().held()).isZero();
    assertThat(read().join()).contains(SNAPSHOT);
  }

  @Test
  void a_held_request_meets_its_fate_when_released() {
    store.reads().hold();
    CompletableFuture<Optional<StoredSnapshot>> read = read();
    store.reads().failNext(1);
    store.reads().release();

    assertFails(read);
  }

  private CompletableFuture<Void> write() {
    return store.write(TABLE, key(), SNAPSHOT, 10).toCompletableFuture();
  }

  private CompletableFuture<Optional<StoredSnapshot>> read() {
    return store.read(TABLE, key()).toCompletableFuture();
  }

  private static ByteBuffer key() {
    return ByteBuffer.wrap(new byte[] {9});
  }

  private static void assertFails(CompletableFuture<?> stage) {
    assertThatThrownBy(stage::join).hasCauseInstanceOf(Faults.StoreFaultException.class);
  }
}

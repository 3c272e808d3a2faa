package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Answer;
import dev.fallback.CallScope;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.spi.StoredSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What was recorded and is not in the store yet is read all the same. */
class OnItsWayTest {
  private final Bench bench = new Bench();

  /** Answers at once, recorded in a store that takes the write and does not end it. */
  private void answeredButNotWritten(long key, long value) {
    inMode(ScriptedStore.Mode.HANGS, () -> bench.answering(key, value));
  }

  private void forgottenButNotWritten(long key) {
    inMode(ScriptedStore.Mode.HANGS, () -> forgotten(key));
  }

  private CompletableFuture<Answer<Long>> forgotten(long key) {
    return bench.ask(key, () -> CompletableFuture.failedFuture(new Bench.Gone()));
  }

  private void inMode(ScriptedStore.Mode mode, Runnable work) {
    ScriptedStore.Mode before = bench.store.mode;
    bench.store.mode = mode;
    work.run();
    bench.store.mode = before;
    bench.time.advance(Duration.ofMillis(1));
  }

  /** Fills what may be in flight, so that what is recorded next waits. */
  private void noWriteFree() {
    for (int i = 0; i < Bench.STORE.writesInFlight(); i++) {
      answeredButNotWritten(1_000 + i, 0);
    }
  }

  private void assertServed(long key, long value) {
    Answer<Long> answer = bench.failing(key).getNow(null);
    assertThat(answer.value()).isEqualTo(value);
    assertThat(answer.source()).isEqualTo(Source.STORE);
    assertThat(answer.age()).isPositive();
  }

  private void assertMiss(long key) {
    assertThat(bench.failing(key)).isCompletedExceptionally();
  }

  @Test
  void an_answer_that_the_store_has_been_given_and_has_not_taken() {
    answeredButNotWritten(1, 7);
    assertServed(1, 7);
  }

  @Test
  void an_answer_that_waits_to_be_written() {
    bench.answering(1, 7);
    noWriteFree();
    bench.answering(1, 8);
    assertThat(bench.engine.queuedRecordings()).isEqualTo(1);
    bench.time.advance(Duration.ofMillis(1));
    assertServed(1, 8);
  }

  @Test
  void the_newest_of_those_that_wait_and_those_that_are_given() {
    answeredButNotWritten(1, 7);
    answeredButNotWritten(1, 8);
    assertServed(1, 8);
    noWriteFree();
    bench.answering(1, 9);
    bench.time.advance(Duration.ofMillis(1));
    assertServed(1, 9);
  }

  @Test
  void an_absence() {
    bench.answering(1, 7);
    bench.time.advance(Duration.ofMillis(1));
    forgottenButNotWritten(1);
    assertMiss(1);
  }

  @Test
  void not_what_is_older_than_what_the_store_holds() {
    CompletableFuture<Long> slow = new CompletableFuture<>();
    bench.ask(1, () -> slow);
    bench.time.advance(Duration.ofMillis(1));
    bench.answering(1, 8);
    inMode(ScriptedStore.Mode.HANGS, () -> slow.complete(7L));
    assertServed(1, 8);
  }

  @Test
  void not_what_is_older_than_an_absence_that_the_store_holds() {
    CompletableFuture<Long> slow = new CompletableFuture<>();
    bench.ask(1, () -> slow);
    bench.time.advance(Duration.ofMillis(1));
    forgotten(1);
    inMode(ScriptedStore.Mode.HANGS, () -> slow.complete(7L));
    assertMiss(1);
  }

  @Test
  void not_by_a_caller_who_must_know_that_it_is_stored() {
    bench.hold(State.FORCED);
    answeredButNotWritten(1, 7);
    Answer<Long> answer =
        Bench.in(
                CallScope.open().unlessRecordedWithin(Duration.ofHours(1)),
                () -> bench.answering(1, 8))
            .getNow(null);
    assertThat(answer.source()).isEqualTo(Source.BACKEND);
  }

  @Test
  void not_what_is_lost() {
    answeredButNotWritten(1, 7);
    bench.store.hanging.get(0).completeExceptionally(new IllegalStateException("store is down"));
    assertMiss(1);
  }

  @Test
  void not_what_was_given_before_a_write_that_is_over() {
    answeredButNotWritten(1, 7);
    answeredButNotWritten(1, 8);
    bench.store.hanging.get(1).complete(null);
    bench.store.rows.clear(); // as if it had expired
    assertMiss(1);
  }

  @Test
  void a_store_that_cannot_be_read_does_not_matter_then() {
    answeredButNotWritten(1, 7);
    inMode(ScriptedStore.Mode.FAILS, () -> assertServed(1, 7));
  }

  @Test
  void who_reads_anew_in_vain_gets_what_the_other_found() {
    CompletableFuture<Answer<Long>> failed = joined(ScriptedStore.Mode.FAILS);
    assertThat(failed.join().value()).isEqualTo(7);
  }

  @Test
  void who_reads_anew_and_waits_gets_what_the_other_found_in_the_time_of_one_read() {
    CompletableFuture<Answer<Long>> hanging = joined(ScriptedStore.Mode.HANGS);
    assertThat(hanging).isNotDone();
    bench.time.advance(Bench.STORE.readTimeout());
    assertThat(hanging.join().value()).isEqualTo(7);
  }

  @Test
  void who_joins_a_read_that_began_before_it_was_acknowledged_reads_anew() {
    assertThat(joined(ScriptedStore.Mode.WORKS).join().value()).isEqualTo(8);
  }

  /** Joins a read that gives 7, while 8 is recorded and acknowledged; then the store is so. */
  private CompletableFuture<Answer<Long>> joined(ScriptedStore.Mode then) {
    bench.answering(1, 7);
    StoredSnapshot old = bench.store.rows.values().iterator().next();
    CompletableFuture<Optional<StoredSnapshot>> slow = new CompletableFuture<>();
    bench.store.nextRead = slow;
    bench.hold(State.ISOLATED);
    CompletableFuture<Answer<Long>> first = bench.failing(1);
    bench.time.advance(Duration.ofMillis(1));
    bench.hold(State.FORCED);
    bench.answering(1, 8);
    bench.hold(State.ISOLATED);
    CompletableFuture<Answer<Long>> second = bench.failing(1);
    bench.store.mode = then;
    slow.complete(Optional.of(old));
    assertThat(first.join().value()).isEqualTo(7);
    return second;
  }

  @Test
  void who_joins_a_read_that_began_before_it_was_recorded_gets_it() {
    bench.answering(1, 7);
    bench.time.advance(Duration.ofMillis(1));
    CompletableFuture<Optional<StoredSnapshot>> slow = new CompletableFuture<>();
    bench.store.nextRead = slow;
    CompletableFuture<Answer<Long>> first = bench.failing(1);
    answeredButNotWritten(1, 8);
    CompletableFuture<Answer<Long>> second = bench.failing(1);
    slow.complete(Optional.of(bench.store.rows.values().iterator().next()));
    assertThat(first.getNow(null).value()).isEqualTo(7);
    assertThat(second.getNow(null).value()).isEqualTo(8);
  }
}

package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Answer;
import dev.fallback.CallScope;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.BackendAsked;
import dev.fallback.event.FallbackEvent.BusinessErrorPassed;
import dev.fallback.event.FallbackEvent.CallAnswered;
import dev.fallback.event.FallbackEvent.CallFailed;
import dev.fallback.event.FallbackEvent.Recorded;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.event.FallbackEvent.StoreRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a scope is open, that is all
class FollowedCallTest {
  private final Bench bench = new Bench();
  private final List<FallbackEvent> told = new ArrayList<>();

  private CompletableFuture<Answer<Long>> followed(
      long key, Supplier<? extends CompletableFuture<Long>> backend) {
    try (CallScope scope = CallScope.open().listener(told::add)) {
      return bench.ask(key, backend);
    }
  }

  private CompletableFuture<Answer<Long>> sparing(
      Duration age, Supplier<? extends CompletableFuture<Long>> backend) {
    try (CallScope scope = CallScope.open().listener(told::add).unlessRecordedWithin(age)) {
      return bench.ask(1, backend);
    }
  }

  private static Supplier<CompletableFuture<Long>> answering(long value) {
    return () -> CompletableFuture.completedFuture(value);
  }

  private List<String> kinds() {
    return told.stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  private List<Cause> skipped() {
    return told.stream()
        .filter(RecordingSkipped.class::isInstance)
        .map(event -> ((RecordingSkipped) event).cause())
        .toList();
  }

  @Test
  void a_follower_is_told_of_its_own_calls_and_of_no_others() {
    bench.answering(1, 10);
    followed(2, answering(20)).join();
    bench.answering(3, 30);
    assertThat(kinds())
        .containsExactlyInAnyOrder(
            BackendAsked.class.getSimpleName(),
            Recorded.class.getSimpleName(),
            CallAnswered.class.getSimpleName());
    assertThat(bench.events(Recorded.class)).hasSize(3);
  }

  @Test
  void a_follower_is_told_what_became_of_its_answer_not_that_the_same_is_on_its_way() {
    bench.store.mode = ScriptedStore.Mode.HANGS;
    bench.answering(1, 10);
    bench.time.advance(Duration.ofMillis(1));
    followed(1, answering(10)).join();
    assertThat(skipped()).isEmpty();
    bench.store.hanging.forEach(
        write -> write.completeExceptionally(new IllegalStateException("the store is down")));
    assertThat(skipped()).containsExactly(Cause.STORE_FAILED);
  }

  @Test
  void a_recording_that_comes_to_nothing_is_told_with_its_cause() {
    followed(1, answering(10)).join();
    followed(1, answering(10)).join();
    followed(1, answering(-1)).join();
    assertThat(skipped()).containsExactly(Cause.UNCHANGED, Cause.UNSTORABLE);
  }

  @Test
  void a_failed_write_is_told_after_the_answer() {
    bench.store.mode = ScriptedStore.Mode.FAILS;
    followed(1, answering(10)).join();
    assertThat(skipped()).containsExactly(Cause.STORE_FAILED);
  }

  @Test
  void a_follower_that_throws_hurts_no_call() {
    try (CallScope scope =
        CallScope.open()
            .listener(
                event -> {
                  throw new IllegalStateException("a bug");
                })) {
      assertThat(bench.ask(1, answering(10)).join().value()).isEqualTo(10);
    }
    assertThat(bench.events(Recorded.class)).hasSize(1);
  }

  @Test
  void the_backend_s_failure_is_told_as_counted_and_a_bug_as_not() {
    followed(1, () -> CompletableFuture.failedFuture(new IllegalStateException("down")));
    followed(1, () -> CompletableFuture.failedFuture(new NullPointerException("a bug")));
    followed(1, () -> CompletableFuture.failedFuture(new Bench.NotFound()));
    assertThat(told.stream().filter(BackendAsked.class::isInstance).map(BackendAsked.class::cast))
        .extracting(BackendAsked::counted)
        .containsExactly(true, false, false);
    assertThat(told.stream().filter(CallFailed.class::isInstance)).hasSize(2);
    assertThat(told.stream().filter(BusinessErrorPassed.class::isInstance)).hasSize(1);
  }

  @Test
  void in_forced_a_young_snapshot_spares_the_backend() {
    bench.hold(State.FORCED);
    bench.answering(1, 10).join();
    bench.time.advance(Duration.ofDays(1));
    bench.hold(State.FORCED);
    Answer<Long> answer = sparing(Duration.ofDays(2), Bench.untouched()).join();
    assertThat(answer.value()).isEqualTo(10);
    assertThat(answer.source()).isEqualTo(Source.STORE);
    assertThat(answer.state()).isEqualTo(State.FORCED);
    assertThat(kinds()).containsExactly(CallAnswered.class.getSimpleName());
  }

  @Test
  void in_forced_an_old_or_a_missing_snapshot_is_asked_for() {
    bench.hold(State.FORCED);
    assertThat(sparing(Duration.ofDays(2), answering(10)).join().source())
        .isEqualTo(Source.BACKEND);
    bench.time.advance(Duration.ofDays(3));
    bench.hold(State.FORCED);
    assertThat(sparing(Duration.ofDays(2), answering(11)).join().value()).isEqualTo(11);
  }

  @Test
  void a_snapshot_too_old_to_be_served_spares_nothing() {
    bench.hold(State.FORCED);
    bench.answering(1, 10).join();
    bench.time.advance(Bench.MAX_AGE.plusSeconds(1));
    bench.hold(State.FORCED);
    assertThat(sparing(Bench.MAX_AGE.multipliedBy(2), answering(11)).join().value()).isEqualTo(11);
  }

  @Test
  void where_the_store_cannot_be_read_the_backend_is_not_asked_either() {
    bench.hold(State.FORCED);
    bench.store.mode = ScriptedStore.Mode.FAILS;
    assertThat(sparing(Duration.ofDays(1), Bench.untouched())).isCompletedExceptionally();
    assertThat(kinds()).containsExactly(CallFailed.class.getSimpleName());
  }

  @Test
  void without_the_demand_forced_never_reads_the_store() {
    bench.hold(State.FORCED);
    bench.answering(1, 10).join();
    followed(1, answering(11)).join();
    assertThat(bench.events(StoreRead.class)).isEmpty();
  }
}

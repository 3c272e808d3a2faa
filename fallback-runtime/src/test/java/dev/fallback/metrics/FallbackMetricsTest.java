package dev.fallback.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FallbackMetricsTest {
  private static final String SERVICE = "bank.Statements";
  private static final String OPERATION = "statement";

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final FallbackMetrics metrics = new FallbackMetrics(registry);

  private double calls(String source) {
    return registry.get("fallback.calls").tag("source", source).counter().count();
  }

  @Test
  void every_ending_of_a_call_is_one_call_and_their_sum_is_the_number_of_calls() {
    metrics.accept(
        new FallbackEvent.CallAnswered(
            SERVICE,
            OPERATION,
            State.CLOSED,
            Source.BACKEND,
            Reason.BACKEND_ANSWERED,
            Duration.ZERO));
    metrics.accept(
        new FallbackEvent.CallAnswered(
            SERVICE,
            OPERATION,
            State.OPEN,
            Source.STORE,
            Reason.BREAKER_OPEN,
            Duration.ofSeconds(5)));
    Exception error = new Exception();
    metrics.accept(
        new FallbackEvent.CallFailed(SERVICE, OPERATION, State.OPEN, Reason.BREAKER_OPEN, error));
    metrics.accept(new FallbackEvent.BusinessErrorPassed(SERVICE, OPERATION, State.CLOSED, error));
    metrics.accept(new FallbackEvent.CallCancelled(SERVICE, OPERATION, State.CLOSED));
    assertThat(calls("backend")).isEqualTo(1);
    assertThat(calls("store")).isEqualTo(1);
    assertThat(calls("error")).isEqualTo(1);
    assertThat(calls("business_error")).isEqualTo(1);
    assertThat(calls("cancelled")).isEqualTo(1);
    assertThat(registry.get("fallback.calls").counters().stream().mapToDouble(c -> c.count()).sum())
        .isEqualTo(5);
    assertThat(registry.get("fallback.answer.age").timer().max(TimeUnit.SECONDS)).isEqualTo(5);
  }

  @Test
  void backend_store_and_recordings_are_timed_and_counted_by_how_they_ended() {
    Duration second = Duration.ofSeconds(1);
    metrics.accept(new FallbackEvent.BackendAsked(SERVICE, OPERATION, second, false, true));
    metrics.accept(new FallbackEvent.StoreRead(SERVICE, OPERATION, second, true));
    metrics.accept(new FallbackEvent.StoreReadFailed(SERVICE, OPERATION, second, new Exception()));
    metrics.accept(new FallbackEvent.Recorded(SERVICE, OPERATION, 100, second));
    metrics.accept(
        new FallbackEvent.RecordingSkipped(
            SERVICE, OPERATION, FallbackEvent.RecordingSkipped.Cause.QUEUE_FULL));
    metrics.accept(
        new FallbackEvent.StateChanged(SERVICE, State.CLOSED, State.OPEN, Instant.EPOCH));
    assertThat(registry.get("fallback.backend").tag("outcome", "failure").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("fallback.store.read").tag("result", "hit").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("fallback.store.read").tag("result", "error").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("fallback.store.write").timer().totalTime(TimeUnit.SECONDS))
        .isEqualTo(1);
    assertThat(
            registry
                .get("fallback.recordings.skipped")
                .tag("cause", "queue_full")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(registry.get("fallback.transitions").tags("from", "closed", "to", "open").counter())
        .isNotNull();
  }

  @Test
  void ages_are_a_histogram_of_buckets_that_suit_days() {
    for (Duration age : new Duration[] {Duration.ofSeconds(30), Duration.ofDays(3)}) {
      metrics.accept(
          new FallbackEvent.CallAnswered(
              SERVICE, OPERATION, State.OPEN, Source.STORE, Reason.BREAKER_OPEN, age));
    }
    var buckets = registry.get("fallback.answer.age").timer().takeSnapshot().histogramCounts();
    assertThat(buckets).hasSizeGreaterThanOrEqualTo(10);
    assertThat(buckets)
        .filteredOn(bucket -> bucket.bucket(TimeUnit.HOURS) == 1)
        .singleElement()
        .satisfies(bucket -> assertThat(bucket.count()).isEqualTo(1));
    assertThat(buckets)
        .filteredOn(bucket -> bucket.bucket(TimeUnit.DAYS) == 7)
        .singleElement()
        .satisfies(bucket -> assertThat(bucket.count()).isEqualTo(2));
  }

  @Test
  void snapshots_that_are_refused_and_a_store_that_is_left_alone_are_counted() {
    for (FallbackEvent.SnapshotRefused.Objection cause :
        FallbackEvent.SnapshotRefused.Objection.values()) {
      metrics.accept(new FallbackEvent.SnapshotRefused(SERVICE, OPERATION, cause));
    }
    assertThat(registry.get("fallback.snapshots.refused").counters())
        .hasSize(4)
        .allSatisfy(each -> assertThat(each.count()).isEqualTo(1));
    assertThat(
            registry
                .get("fallback.snapshots.refused")
                .tags("service", SERVICE, "operation", OPERATION, "cause", "distrusted")
                .counters())
        .hasSize(1);
    metrics.accept(
        new FallbackEvent.StoreStateChanged(
            "",
            FallbackEvent.StoreStateChanged.Requests.READS,
            State.CLOSED,
            State.OPEN,
            Instant.EPOCH));
    assertThat(
            registry
                .get("fallback.store.transitions")
                .tags("requests", "reads", "from", "closed", "to", "open")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void what_operators_do_and_clocks_that_differ_are_counted() {
    Hold hold = new Hold(State.ISOLATED, "ann", "repair", Duration.ofHours(1));
    metrics.accept(new FallbackEvent.HoldBegan(SERVICE, "", hold, true));
    metrics.accept(new FallbackEvent.HoldEnded(SERVICE, OPERATION, hold, false));
    Distrust interval = new Distrust(Instant.EPOCH, Instant.MAX, "ann", "bad restore");
    metrics.accept(new FallbackEvent.TrustChanged(SERVICE, interval, false, true));
    metrics.accept(new FallbackEvent.TrustChanged(SERVICE, interval, true, true));
    metrics.accept(new FallbackEvent.GuardOpened(SERVICE, OPERATION, Duration.ofMinutes(1)));
    metrics.accept(new FallbackEvent.ClockSkewed("", Duration.ofSeconds(2), true));
    for (String order :
        new String[] {"hold_isolated", "release_isolated", "distrust", "trust", "accept_refused"}) {
      assertThat(registry.get("fallback.orders").tag("order", order).counter().count())
          .as(order)
          .isEqualTo(1);
    }
    assertThat(registry.get("fallback.clock.skewed").tag("too_large", "true").counter().count())
        .isEqualTo(1);
  }
}

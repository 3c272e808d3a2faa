package dev.fallback.metrics;

import dev.fallback.Fallbacks;
import dev.fallback.ServiceControl;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.StateControl;
import dev.fallback.event.FallbackEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Turns events into meters. No key is ever in a tag, so the number of meters is bounded by the
 * application's operations.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><td>{@code fallback.calls}</td><td>calls by service, operation, state, source (backend, store,
 * business_error, error, cancelled) and reason; the sum is the number of calls</td></tr>
 * <tr><td>{@code fallback.answer.age}</td><td>age of the store's answers, as a histogram with buckets
 * from a second to 30 days</td></tr>
 * <tr><td>{@code fallback.backend}</td><td>time of backend calls by outcome</td></tr>
 * <tr><td>{@code fallback.store.read}</td><td>time of store reads by result (hit, miss, error)</td></tr>
 * <tr><td>{@code fallback.snapshots.refused}</td><td>calls that failed though there was a snapshot, by
 * cause: too old, distrusted, from the future, older than the caller demands</td></tr>
 * <tr><td>{@code fallback.store.transitions}</td><td>changes of the store's own breakers by requests
 * (reads, writes), from and to</td></tr>
 * <tr><td>{@code fallback.store.write}</td><td>time of acknowledged recordings</td></tr>
 * <tr><td>{@code fallback.recordings.skipped}</td><td>answers not recorded, by cause</td></tr>
 * <tr><td>{@code fallback.recordings.queued}</td><td>recordings waiting</td></tr>
 * <tr><td>{@code fallback.unprotected}</td><td>operations whose store is not ready</td></tr>
 * <tr><td>{@code fallback.transitions}</td><td>changes of state by from and to</td></tr>
 * <tr><td>{@code fallback.orders}</td><td>what operators did: holds, releases, distrusts; the operation
 * is empty where it was the whole service</td></tr>
 * <tr><td>{@code fallback.clock.skewed}</td><td>changes of this node's clock to too far from the store's
 * and back</td></tr>
 * <tr><td>{@code fallback.state}</td><td>1 for the state that a service (operation empty), or one
 * of its operations, is in, 0 for the others</td></tr>
 * </table>
 */
public final class FallbackMetrics implements Consumer<FallbackEvent> {
  private static final Duration[] AGES = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(6),
    Duration.ofDays(1),
    Duration.ofDays(7),
    Duration.ofDays(30)
  };

  private final MeterRegistry registry;

  public FallbackMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Adds the gauges of waiting recordings and of unprotected operations. */
  public void watch(Fallbacks fallbacks) {
    registry.gauge("fallback.recordings.queued", fallbacks, Fallbacks::queuedRecordings);
    registry.gauge("fallback.unprotected", fallbacks, all -> all.unprotected().size());
  }

  /**
   * Adds gauges of the states of a service and of its operations, which an operator may hold each
   * by itself.
   *
   * @param service the annotated interface, of which a decorator has been made
   */
  public void watchState(Fallbacks fallbacks, Class<?> service) {
    ServiceControl control = fallbacks.service(service);
    watchState(service.getName(), "", control);
    for (String each : control.operations()) {
      watchState(service.getName(), each, control.operation(each));
    }
  }

  private void watchState(String service, String operation, StateControl control) {
    for (State each : State.values()) {
      registry.gauge(
          "fallback.state",
          tags(service, operation).and("state", tag(each)),
          control,
          current -> current.state() == each ? 1 : 0);
    }
  }

  @Override
  public void accept(FallbackEvent event) {
    if (event instanceof FallbackEvent.CallAnswered e) {
      call(e.service(), e.operation(), e.state(), tag(e.source()), tag(e.reason()));
      if (e.source() == Source.STORE) {
        Timer.builder("fallback.answer.age")
            .tags(tags(e.service(), e.operation()))
            .serviceLevelObjectives(AGES)
            .minimumExpectedValue(AGES[0])
            .maximumExpectedValue(AGES[AGES.length - 1])
            .register(registry)
            .record(e.age());
      }
    } else if (event instanceof FallbackEvent.CallFailed e) {
      call(e.service(), e.operation(), e.state(), "error", tag(e.reason()));
    } else if (event instanceof FallbackEvent.BusinessErrorPassed e) {
      call(e.service(), e.operation(), e.state(), "business_error", "backend_answered");
    } else if (event instanceof FallbackEvent.CallCancelled e) {
      call(e.service(), e.operation(), e.state(), "cancelled", "caller");
    } else if (event instanceof FallbackEvent.BackendAsked e) {
      registry
          .timer(
              "fallback.backend",
              tags(e.service(), e.operation())
                  .and("outcome", e.succeeded() ? "success" : "failure"))
          .record(e.duration());
    } else if (event instanceof FallbackEvent.StoreRead e) {
      registry
          .timer(
              "fallback.store.read",
              tags(e.service(), e.operation()).and("result", e.found() ? "hit" : "miss"))
          .record(e.duration());
    } else if (event instanceof FallbackEvent.StoreReadFailed e) {
      registry
          .timer("fallback.store.read", tags(e.service(), e.operation()).and("result", "error"))
          .record(e.duration());
    } else if (event instanceof FallbackEvent.SnapshotRefused e) {
      registry
          .counter(
              "fallback.snapshots.refused",
              tags(e.service(), e.operation()).and("cause", tag(e.objection())))
          .increment();
    } else if (event instanceof FallbackEvent.StoreStateChanged e) {
      registry
          .counter(
              "fallback.store.transitions",
              Tags.of("requests", tag(e.requests()), "from", tag(e.from()), "to", tag(e.to())))
          .increment();
    } else if (event instanceof FallbackEvent.Recorded e) {
      registry.timer("fallback.store.write", tags(e.service(), e.operation())).record(e.duration());
    } else if (event instanceof FallbackEvent.RecordingSkipped e) {
      registry
          .counter(
              "fallback.recordings.skipped",
              tags(e.service(), e.operation()).and("cause", tag(e.cause())))
          .increment();
    } else if (event instanceof FallbackEvent.StateChanged e) {
      registry
          .counter(
              "fallback.transitions",
              Tags.of("service", e.service(), "from", tag(e.from()), "to", tag(e.to())))
          .increment();
    } else if (event instanceof FallbackEvent.ClockSkewed e) {
      registry
          .counter("fallback.clock.skewed", "too_large", Boolean.toString(e.tooLarge()))
          .increment();
    } else {
      operator(event);
    }
  }

  /** What was done by hand. */
  private void operator(FallbackEvent event) {
    if (event instanceof FallbackEvent.HoldBegan e) {
      order(e.service(), e.operation(), "hold_" + tag(e.hold().state()));
    } else if (event instanceof FallbackEvent.HoldEnded e) {
      order(e.service(), e.operation(), "release_" + tag(e.hold().state()));
    } else if (event instanceof FallbackEvent.TrustChanged e) {
      order(e.service(), "", e.trusted() ? "trust" : "distrust");
    } else if (event instanceof FallbackEvent.GuardOpened e) {
      order(e.service(), e.operation(), "accept_refused");
    }
  }

  private void order(String service, String operation, String order) {
    registry.counter("fallback.orders", tags(service, operation).and("order", order)).increment();
  }

  private void call(String service, String operation, State state, String source, String reason) {
    registry
        .counter(
            "fallback.calls",
            tags(service, operation).and("state", tag(state), "source", source, "reason", reason))
        .increment();
  }

  private static Tags tags(String service, String operation) {
    return Tags.of("service", service, "operation", operation);
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

package dev.fallback.internal.engine;

import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.internal.time.Micros;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operators' orders to all nodes: rows in the store that every node reads every two seconds, so an
 * order takes effect everywhere within that time and outlives restarts; on the node that gives it,
 * it is in force when the store has it. While the store cannot be read, what is known holds on, a
 * hold until its own end. When a hold ends is told by the store's clock, so that nodes whose own
 * are wrong end it with the others. Thread-safe.
 */
final class ClusterOrders {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterOrders.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** A node that starts must not serve for long what all nodes were told to distrust. */
  private static final Duration UNTIL_FIRST_READ = Duration.ofMillis(100);

  private static final String HOLD = "hold";

  /** What one reading of the store found; of two, what began later counts. */
  private record Reading(long number, List<StoredOrder> orders) {
    static final Reading NONE = new Reading(0, List.of());

    static Reading newer(Reading one, Reading other) {
      return other.number > one.number ? other : one;
    }
  }

  /** Whom an order concerns. */
  interface Target {
    /** What all nodes are ordered at the moment; replaces what was ordered before. */
    void ordered(Optional<Hold> hold, List<Distrust> distrusted);
  }

  private final SnapshotStore store;
  private final Time time;
  private final ClockWatch clocks;
  private final StorePolls polls;
  private final Map<String, Target> targets = new ConcurrentHashMap<>();
  private final AtomicLong readings = new AtomicLong();
  private final AtomicReference<Reading> newest = new AtomicReference<>(Reading.NONE);
  private final AtomicReference<CompletableFuture<Void>> lastTold =
      new AtomicReference<>(CompletableFuture.completedFuture(null));
  private volatile boolean known;
  private volatile boolean failing;
  private volatile boolean closed;
  private volatile Runnable stop = () -> {};

  ClusterOrders(SnapshotStore store, Time time, ClockWatch clocks, StorePolls polls) {
    this.store = store;
    this.time = time;
    this.clocks = clocks;
    this.polls = polls;
  }

  /**
   * Whom orders may concern from now on. What has been read before is followed at once: services
   * are made when the first reading is over already, as likely as not.
   */
  void register(String scope, Target target) {
    targets.put(scope, target);
    Reading told;
    do {
      told = newest();
      tell(scope, target, told);
    } while (told.number() != newest().number()); // read anew meanwhile, and perhaps told already
  }

  /** Reads now and then again and again, until closed. */
  void start() {
    read()
        .whenComplete(
            (read, error) -> {
              if (error == null) {
                known = true;
                failing = false;
              } else if (!failing) {
                failing = true;
                LOG.info("Orders to all nodes cannot be read at the moment: {}", error.toString());
              }
              if (!closed) {
                stop = time.after((known ? EVERY : UNTIL_FIRST_READ).toNanos(), this::start);
              }
              if (closed) {
                stop.run(); // closed meanwhile
              }
            });
  }

  CompletionStage<Void> hold(String scope, Hold hold) {
    long now = clocks.nowMicros();
    long lasts = Math.min(TimeUnit.MICROSECONDS.convert(hold.lasts()), Long.MAX_VALUE - now);
    return order(
        new StoredOrder(
            scope, HOLD, hold.state().name(), 0, now + lasts, hold.author(), hold.reason()));
  }

  CompletionStage<Void> release(String scope) {
    return followed(() -> store.revoke(scope, HOLD));
  }

  CompletionStage<Void> distrust(String scope, Distrust interval) {
    return order(
        new StoredOrder(
            scope,
            id(interval),
            "",
            Micros.of(interval.from()),
            Micros.of(interval.until()),
            interval.author(),
            interval.reason()));
  }

  CompletionStage<Void> trust(String scope, Distrust interval) {
    return followed(() -> store.revoke(scope, id(interval)));
  }

  private CompletionStage<Void> order(StoredOrder order) {
    return followed(() -> store.order(order));
  }

  /** What the store has is read at once; where that fails, the next reading does it. */
  private CompletionStage<Void> followed(Supplier<CompletionStage<Void>> order) {
    return polls.ask(order).thenCompose(done -> read().exceptionally(error -> null));
  }

  private CompletableFuture<Void> read() {
    long number = readings.incrementAndGet();
    return polls
        .<List<StoredOrder>>ask(store::orders)
        .thenCompose(
            orders -> {
              newest.accumulateAndGet(new Reading(number, List.copyOf(orders)), Reading::newer);
              return inTurn(
                  () -> targets.forEach((scope, target) -> tell(scope, target, newest())));
            });
  }

  /**
   * One telling after the other: an older one that came to its end after a newer would for a moment
   * take back what is in force already. Nobody waits for its turn; the stage ends when it is over.
   */
  private CompletableFuture<Void> inTurn(Runnable telling) {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    CompletableFuture<Void> told = turn.thenRun(telling);
    Objects.requireNonNull(lastTold.getAndSet(told))
        .whenComplete((done, error) -> turn.complete(null));
    return told;
  }

  private Reading newest() {
    return Objects.requireNonNull(newest.get());
  }

  void close() {
    closed = true;
    stop.run();
  }

  private void tell(String scope, Target target, Reading read) {
    Optional<Hold> hold = Optional.empty();
    List<Distrust> distrusted = new ArrayList<>();
    for (StoredOrder order : read.orders()) {
      if (!order.scope().equals(scope)) {
        continue;
      }
      if (order.id().equals(HOLD)) {
        hold = held(order);
      } else {
        distrusted(order).ifPresent(distrusted::add);
      }
    }
    target.ordered(hold, distrusted);
  }

  private Optional<Hold> held(StoredOrder order) {
    long leftMicros = order.untilMicros() - clocks.nowMicros();
    try {
      return leftMicros <= 0
          ? Optional.empty()
          : Optional.of(
              new Hold(
                  State.valueOf(order.state()),
                  order.author(),
                  order.reason(),
                  Duration.of(leftMicros, ChronoUnit.MICROS)));
    } catch (RuntimeException e) {
      return leftOut(order, e);
    }
  }

  private Optional<Distrust> distrusted(StoredOrder order) {
    try {
      return Optional.of(
          new Distrust(
              Micros.instant(order.fromMicros()),
              Micros.instant(order.untilMicros()),
              order.author(),
              order.reason()));
    } catch (RuntimeException e) {
      return leftOut(order, e);
    }
  }

  /** One row that nobody understands must not hide the others, nor end the reading of orders. */
  private static <R> Optional<R> leftOut(StoredOrder order, RuntimeException error) {
    LOG.warn("An order to all nodes is not understood and is left out: {}", order, error);
    return Optional.empty();
  }

  /** By the instants as the row has them, since these are what {@code distrusted()} lists. */
  private static String id(Distrust interval) {
    return "distrust " + stored(interval.from()) + " " + stored(interval.until());
  }

  private static Instant stored(Instant instant) {
    return Micros.instant(Micros.of(instant));
  }
}

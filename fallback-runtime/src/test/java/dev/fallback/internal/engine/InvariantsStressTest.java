package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.Answer;
import dev.fallback.Hold;
import dev.fallback.Source;
import dev.fallback.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many threads, real time, a backend and a store that do everything that can go wrong: at the end
 * the books must balance. A few seconds by default; {@code -Dstress.seconds=600} for ten minutes.
 */
class InvariantsStressTest {
  private static final int KEYS = 64;

  /** Fewer than callers may have calls under way. */
  private static final int PLACES = 32;

  /** The clock watch and the orders always have one each. */
  private static final int OUR_TIMERS = 2;

  private static final Duration A_MOMENT = Duration.ofMillis(2);

  private final StressBench bench = new StressBench(false, PLACES);
  private final StressLedger ledger = bench.ledger;
  private final PendingTimers time = bench.time;
  private final ServiceGuard guard = bench.guard;
  private final AtomicLong values = new AtomicLong();

  /** Odd while the operator acts; what it ordered is in {@link #held}. */
  private final AtomicLong orders = new AtomicLong();

  private volatile @Nullable State held;

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void the_books_balance_whatever_backend_and_store_do() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    bench.callUntil(over, this::call);
    bench.operateUntil(over, 50, this::order);
    bench.awaitSeen(
        "to OPEN",
        "to HALF_OPEN",
        "STORE",
        "cancelled",
        "recorded",
        "because BACKEND_BUSY",
        "because BACKEND_SLOW",
        "refreshed ahead");
    over.countDown();
    bench.join();

    bench.backend.health = StressBackend.Health.WELL;
    bench.store.ill = false;
    guard.release();
    awaiting().until(ledger::balanced);
    awaiting().until(() -> time.pending() == OUR_TIMERS);
    ledger.check();
    System.out.printf("Stress of %d s: %s%n", StressBench.SECONDS, ledger);
    heals();
    bench.engine.close();
    time.close();
    await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::ours));
  }

  /** The last answer of every key is what the store gives when the backend may not be asked. */
  private void heals() {
    for (long key = 0; key < KEYS; key++) {
      long row = key;
      awaiting()
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                guard.release();
                long value = valueOf(row);
                Answer<Long> last = answered(row, value);
                assertThat(last.source()).isEqualTo(Source.BACKEND);
                awaiting().until(ledger::balanced);
                guard.hold(new Hold(State.ISOLATED, "operator", "healed", Duration.ofHours(1)));
                Answer<Long> stored = answered(row, 0);
                assertThat(stored.source()).isEqualTo(Source.STORE);
                assertThat(stored.value()).isEqualTo(value);
                assertThat(stored.asOf()).isBeforeOrEqualTo(last.asOf());
              });
    }
  }

  /** Looks often: most of it is true at once. */
  private static ConditionFactory awaiting() {
    return await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).pollInterval(A_MOMENT);
  }

  private Answer<Long> answered(long key, long value) {
    ledger.count("calls");
    return bench
        .operation
        .answer(out -> out.bigint(key), () -> CompletableFuture.completedFuture(value))
        .join();
  }

  private boolean ours(Thread thread) {
    return thread.isAlive() && thread.getName().startsWith("fallback-");
  }

  private CompletableFuture<?> call() {
    long key = ThreadLocalRandom.current().nextInt(KEYS);
    Asked asked = new Asked(key);
    ledger.count("calls");
    long ordersBefore = orders.get();
    State heldBefore = held;
    long openNanos = guard.breaker().untilProbeNanos();
    asked.beganNanos = time.nanos();
    asked.beganMicros = time.micros();
    CompletableFuture<Answer<Long>> answer =
        bench.operation.answer(out -> out.bigint(key), asked::ask);
    boolean undisturbed = ordersBefore % 2 == 0 && orders.get() == ordersBefore;
    boolean isolated = heldBefore == State.ISOLATED;
    boolean open =
        (heldBefore == null || heldBefore == State.REVERSED)
            && openNanos > time.nanos() - asked.beganNanos + Duration.ofMillis(1).toNanos();
    if (undisturbed && (isolated || open) && asked.value != 0) {
      ledger.violated("the backend was asked while " + (isolated ? "isolated" : "open"));
    }
    bench.cancelSometimes(answer);
    return answer.whenComplete(asked::ended);
  }

  /** Unique ones, but for every fourth key, whose answer never changes. */
  private long valueOf(long key) {
    return key % 4 == 0 ? key + KEYS : values.incrementAndGet() * KEYS + KEYS + key;
  }

  private void order(ThreadLocalRandom dice) {
    orders.incrementAndGet();
    if (dice.nextInt(4) == 0) {
      State state =
          List.of(State.FORCED, State.REVERSED, State.ISOLATED, State.BYPASS).get(dice.nextInt(4));
      guard.hold(new Hold(state, "operator", "stress", Duration.ofHours(1)));
      held = state;
    } else if (dice.nextInt(2) == 0) {
      guard.release();
      held = null;
    }
    orders.incrementAndGet();
  }

  /** One call, and what must be true of its end. */
  private final class Asked {
    private final long key;
    private long beganNanos;
    private long beganMicros;
    private volatile long value;
    private volatile boolean over;

    Asked(long key) {
      this.key = key;
    }

    @Nullable CompletionStage<Long> ask() {
      if (value != 0) {
        ledger.violated("the backend was asked twice for one call");
      }
      if (over) {
        ledger.count("refreshed ahead");
      }
      value = valueOf(key);
      return bench.backend.ask(value);
    }

    void ended(@Nullable Answer<Long> answer, @Nullable Throwable error) {
      over = true;
      bench.countEnd(answer, error);
      if (answer == null) {
        return;
      }
      boolean quiet = answer.state() == State.OPEN || answer.state() == State.ISOLATED;
      if (quiet && value != 0) {
        ledger.violated("the backend was asked in " + answer.state());
      }
      if (answer.value() == null || answer.value() % KEYS != key) {
        ledger.violated("an answer for another key: " + answer);
      }
      Instant began = Instant.EPOCH.plusNanos(beganMicros * 1_000);
      if (answer.source() == Source.BACKEND
          && (answer.value() != value || answer.asOf().isBefore(began))) {
        ledger.violated("the backend's answer is from before the call: " + answer);
      }
    }
  }
}

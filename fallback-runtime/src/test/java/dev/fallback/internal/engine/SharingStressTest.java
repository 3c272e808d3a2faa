package dev.fallback.internal.engine;

import static org.awaitility.Awaitility.await;

import dev.fallback.Answer;
import dev.fallback.CallScope;
import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.Source;
import dev.fallback.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Few keys, callers who share backend calls, orders and distrust for all nodes, and an engine that
 * is closed while they go on. Every value tells when the backend was asked for it, so what an
 * answer claims of its age can be checked. A few seconds by default; {@code -Dstress.seconds=600}.
 */
class SharingStressTest {
  private static final int KEYS = 8;
  private static final int PLACES = 6;
  private static final int CALLS_AFTER_CLOSING = 5_000;

  private final StressBench bench = new StressBench(true, PLACES);
  private final StressLedger ledger = bench.ledger;
  private final PendingTimers time = bench.time;
  private final ServiceGuard guard = bench.guard;
  private final AtomicLong lastAsked = new AtomicLong();

  /** What is surely in force on this node; replaced before it is taken back. */
  private record Orders(boolean isolated, @Nullable Distrust distrusted) {}

  private volatile Orders orders = new Orders(false, null);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shared_answers_and_orders_hold_what_they_promise_until_after_the_end() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    bench.callUntil(over, this::call);
    bench.operateUntil(closing, 20, this::orderSometimes);
    bench.awaitSeen(
        "joined",
        "joined in demand",
        "STORE",
        "cancelled",
        "to OPEN",
        "while isolated",
        "while distrusted",
        "because BACKEND_BUSY",
        "because BACKEND_SLOW");

    closing.countDown();
    bench.engine.close();
    long closed = ledger.counted("calls");
    await().until(() -> ledger.counted("calls") > closed + CALLS_AFTER_CLOSING);
    over.countDown();
    bench.join();
    await().until(ledger::balanced);
    await().until(() -> time.pending() == 0);
    ledger.check();
    System.out.printf("Stress of shared calls, %d s: %s%n", StressBench.SECONDS, ledger);
  }

  private CompletableFuture<?> call() {
    ThreadLocalRandom dice = ThreadLocalRandom.current();
    ledger.count("calls");
    Orders before = orders;
    boolean demands = dice.nextInt(4) == 0;
    Asked asked =
        new Asked(
            dice.nextInt(KEYS),
            demands ? time.micros() - dice.nextInt(20_000) : Long.MIN_VALUE,
            before);
    CompletableFuture<Answer<Long>> answer;
    try (CallScope scope = CallScope.open()) {
      if (demands) {
        scope.notOlderThan(Instant.EPOCH.plus(asked.demandedMicros, ChronoUnit.MICROS));
      }
      answer = bench.operation.answer(out -> out.bigint(asked.key), asked::ask);
    }
    if (before.isolated() && orders == before) {
      ledger.count("while isolated");
      if (asked.value != 0) {
        ledger.violated("the backend was asked while isolated everywhere");
      }
    }
    bench.cancelSometimes(answer);
    return answer.whenComplete(asked::ended);
  }

  private void orderSometimes(ThreadLocalRandom dice) throws InterruptedException {
    if (dice.nextInt(3) == 0) {
      order(dice);
    }
  }

  /** What was ordered and refused may be in force or not: then nothing is expected. */
  private void order(ThreadLocalRandom dice) throws InterruptedException {
    boolean isolated = orders.isolated();
    Distrust distrusted = orders.distrusted();
    if (dice.nextBoolean()) {
      orders = new Orders(false, distrusted);
      boolean release = isolated || dice.nextInt(4) == 0;
      boolean done = done(release ? guard.releaseEverywhere() : guard.holdEverywhere(isolation()));
      isolated = done && !release && guard.state() == State.ISOLATED;
    } else {
      orders = new Orders(isolated, null);
      if (distrusted == null) {
        Distrust interval = aMomentAgo(dice);
        boolean done = done(guard.distrustEverywhere(interval));
        distrusted = done && guard.distrusted().contains(interval) ? interval : null;
      } else {
        done(guard.trustEverywhere(distrusted));
        distrusted = null; // perhaps still distrusted, until the orders can be read
      }
    }
    orders = new Orders(isolated, distrusted);
  }

  private boolean done(CompletionStage<Void> order) throws InterruptedException {
    try {
      order.toCompletableFuture().get();
      ledger.count("orders given");
      return true;
    } catch (ExecutionException e) {
      ledger.count("orders refused by the store");
      return false;
    }
  }

  private static Hold isolation() {
    return new Hold(State.ISOLATED, "operator", "stress", Duration.ofHours(1));
  }

  private Distrust aMomentAgo(ThreadLocalRandom dice) {
    Instant now = Instant.EPOCH.plus(time.micros(), ChronoUnit.MICROS);
    Instant from = now.minusMillis(dice.nextInt(50, 500));
    return new Distrust(from, now, "operator", "stress");
  }

  /** One call, and what must be true of its end. */
  private final class Asked {
    private final long key;
    private final long demandedMicros;
    private final Orders before;
    private volatile long value;

    Asked(long key, long demandedMicros, Orders before) {
      this.key = key;
      this.demandedMicros = demandedMicros;
      this.before = before;
    }

    /** The value is when it was asked for, made unique, and the key. */
    @Nullable CompletionStage<Long> ask() {
      long now = time.micros();
      value = lastAsked.updateAndGet(last -> Math.max(last + 1, now)) * KEYS + key;
      return bench.backend.ask(value);
    }

    void ended(@Nullable Answer<Long> answer, @Nullable Throwable error) {
      bench.countEnd(answer, error);
      if (answer == null) {
        return;
      }
      Long given = answer.value();
      if (given == null || given % KEYS != key) {
        ledger.violated("an answer for another key: " + answer);
        return;
      }
      long asOfMicros = ChronoUnit.MICROS.between(Instant.EPOCH, answer.asOf());
      if (asOfMicros > given / KEYS) {
        ledger.violated("the backend was asked before the as-of: " + answer);
      }
      if (Math.min(asOfMicros, given / KEYS) < demandedMicros) {
        ledger.violated("an answer older than was demanded: " + answer);
      }
      if (answer.source() == Source.STORE) {
        fromStore(answer);
      } else if (given != value) {
        ledger.count("joined");
        if (demandedMicros != Long.MIN_VALUE) {
          ledger.count("joined in demand");
        }
      }
    }

    private void fromStore(Answer<Long> answer) {
      Distrust distrusted = before.distrusted();
      if (distrusted == null || orders != before) {
        return;
      }
      ledger.count("while distrusted");
      if (!answer.asOf().isBefore(distrusted.from())
          && answer.asOf().isBefore(distrusted.until())) {
        ledger.violated("a snapshot of a distrusted time was served: " + answer);
      }
    }
  }
}

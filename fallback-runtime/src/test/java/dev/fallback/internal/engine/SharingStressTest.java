package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.Answer;
import dev.fallback.CallScope;
import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.internal.time.Workers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Few keys, callers who share backend calls, orders and distrust for all nodes, and an engine that
 * is closed while they go on. Every value tells when the backend was asked for it, so what an
 * answer claims of its age can be checked. A few seconds by default; {@code -Dstress.seconds=600}.
 */
class SharingStressTest {
  private static final long SECONDS = Long.getLong("stress.seconds", 4);
  private static final int CALLERS = 4;
  private static final int KEYS = 8;
  private static final int PLACES = 6;
  private static final int CALLS_AFTER_CLOSING = 5_000;
  private static final Duration TIMEOUT = Duration.ofMillis(40);

  private final StressLedger ledger = new StressLedger();
  private final ScheduledExecutorService chaos =
      Executors.newScheduledThreadPool(3, task -> new Thread(task, "chaos"));
  private final StressBackend backend = new StressBackend(chaos);
  private final StressStore store = new StressStore(chaos);
  private final PendingTimers time = new PendingTimers();
  private final AtomicLong lastAsked = new AtomicLong();

  /** What is surely in force on this node; replaced before it is taken back. */
  private record Orders(boolean isolated, @Nullable Distrust distrusted) {}

  private volatile Orders orders = new Orders(false, null);

  private final Engine engine =
      new Engine(
          store,
          new StressSettings(TIMEOUT, true, PLACES),
          List.of(),
          new RecordingGuards(),
          List.of(ledger::told),
          time,
          Workers.create());
  private final Operation<Long> operation =
      engine.operation(
          Bench.SERVICE,
          OperationDescriptor.of("test.Numbers", "number", new Bench.NumberCodec())
              .maxAge(Bench.MAX_AGE)
              .retention(Bench.MAX_AGE)
              .businessErrors(List.of(Bench.NotFound.class))
              .storedIn(Bench.NUMBER.table(), "tag"));
  private final ServiceGuard guard = (ServiceGuard) engine.service("test.Numbers").orElseThrow();

  @AfterEach
  void close() {
    engine.close();
    time.close();
    chaos.shutdownNow();
  }

  @Test
  void shared_answers_and_orders_hold_what_they_promise_until_after_the_end() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      threads.add(new Thread(() -> callUntil(over), "caller-" + i));
    }
    threads.add(new Thread(() -> operateUntil(closing), "operator"));
    threads.forEach(Thread::start);
    long end = time.nanos() + TimeUnit.SECONDS.toNanos(SECONDS);
    await()
        .atMost(Duration.ofSeconds(SECONDS + 60))
        .until(() -> time.nanos() - end >= 0 && sawEverything());

    closing.countDown();
    engine.close();
    long closed = ledger.counted("calls");
    await().until(() -> ledger.counted("calls") > closed + CALLS_AFTER_CLOSING);
    over.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    await().until(() -> ended() == ledger.counted("calls"));
    await().until(() -> time.pending() == 0);
    assertThat(ledger.violations()).isEmpty();
    System.out.printf("Stress of shared calls, %d s: %s%n", SECONDS, ledger);
  }

  private long ended() {
    return Stream.of("BACKEND", "STORE", "failed", "business", "cancelled")
        .mapToLong(ledger::counted)
        .sum();
  }

  private boolean sawEverything() {
    return Stream.of(
            "joined",
            "joined in demand",
            "STORE",
            "cancelled",
            "to OPEN",
            "while isolated",
            "while distrusted",
            "because BACKEND_BUSY",
            "because BACKEND_SLOW")
        .allMatch(what -> ledger.counted(what) > 0);
  }

  private void callUntil(CountDownLatch over) {
    Semaphore room = new Semaphore(64);
    while (over.getCount() > 0) {
      room.acquireUninterruptibly();
      call(room);
    }
  }

  private void call(Semaphore room) {
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
      answer = operation.answer(out -> out.bigint(asked.key), asked::ask);
    }
    if (before.isolated() && orders == before) {
      ledger.count("while isolated");
      if (asked.value != 0) {
        ledger.violated("the backend was asked while isolated everywhere");
      }
    }
    answer.whenComplete(
        (given, error) -> {
          asked.ended(given, error == null ? null : Failures.unwrapped(error));
          room.release();
        });
    if (dice.nextInt(20) == 0) {
      chaos.execute(() -> answer.cancel(true));
    }
  }

  private void operateUntil(CountDownLatch over) {
    try {
      while (!over.await(20, TimeUnit.MILLISECONDS)) {
        ThreadLocalRandom dice = ThreadLocalRandom.current();
        StressBackend.Health[] all = StressBackend.Health.values();
        backend.health = all[dice.nextInt(all.length)];
        store.ill = dice.nextInt(8) == 0;
        if (dice.nextInt(3) == 0) {
          order(dice);
        }
      }
    } catch (InterruptedException e) {
      ledger.violated("the operator was interrupted");
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
      Distrust interval = distrusted == null ? aMomentAgo(dice) : distrusted;
      boolean done =
          done(
              distrusted == null
                  ? guard.distrustEverywhere(interval)
                  : guard.trustEverywhere(interval));
      distrusted = done && guard.distrusted().contains(interval) ? interval : null;
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
      return backend.ask(value);
    }

    void ended(@Nullable Answer<Long> answer, @Nullable Throwable error) {
      if (answer == null) {
        ledger.count(
            error instanceof CancellationException
                ? "cancelled"
                : error instanceof Bench.NotFound ? "business" : "failed");
        return;
      }
      ledger.count(answer.source().name());
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

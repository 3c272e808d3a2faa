package dev.fallback.internal.engine;

import static org.awaitility.Awaitility.await;

import dev.fallback.Answer;
import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ValueCodec;
import dev.fallback.internal.time.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One operation on a backend and a store that do everything that can go wrong, in real time, with
 * many callers and an operator, and the books that are kept of it.
 */
final class StressBench implements AutoCloseable {
  /** How long the stress goes on: a few seconds, or {@code -Dstress.seconds}. */
  static final long SECONDS = Long.getLong("stress.seconds", 4);

  private static final int CALLERS = 4;
  private static final int UNDER_WAY = 64;

  final StressLedger ledger = new StressLedger();
  final PendingTimers time = new PendingTimers();
  private final ScheduledExecutorService chaos =
      Executors.newScheduledThreadPool(3, task -> new Thread(task, "chaos"));
  final StressBackend backend = new StressBackend(chaos);
  final StressStore store = new StressStore(chaos);
  final Engine engine;
  final Operation<Long> operation;
  final ServiceGuard guard;
  private final List<Thread> threads = new ArrayList<>();

  /** What an operator does now and then. */
  interface Operator {
    void act(ThreadLocalRandom dice) throws InterruptedException;
  }

  /**
   * @param sharing whether callers of one key share backend calls
   * @param places backend calls in flight
   */
  StressBench(boolean sharing, int places) {
    engine =
        new Engine(
            store,
            new StressSettings(sharing, places),
            List.of(),
            new RecordingGuards(),
            List.of(ledger::told),
            time,
            Workers.create());
    operation =
        engine.operation(
            Bench.SERVICE,
            OperationDescriptor.of("test.Numbers", "number", new CountingCodec())
                .maxAge(Bench.MAX_AGE)
                .retention(Bench.MAX_AGE)
                .businessErrors(List.of(Bench.NotFound.class))
                .storedIn(Bench.NUMBER.table(), "tag"));
    guard = (ServiceGuard) engine.service("test.Numbers").orElseThrow();
  }

  /**
   * Begins calls on several threads until it is over, with a bounded number under way.
   *
   * @param call begins one; what it returns ends when its end has been judged
   */
  void callUntil(CountDownLatch over, Supplier<CompletableFuture<?>> call) {
    for (int i = 0; i < CALLERS; i++) {
      start("caller-" + i, () -> callOnThisThread(over, call));
    }
  }

  private static void callOnThisThread(CountDownLatch over, Supplier<CompletableFuture<?>> call) {
    Semaphore room = new Semaphore(UNDER_WAY);
    while (over.getCount() > 0) {
      room.acquireUninterruptibly();
      call.get().whenComplete((end, error) -> room.release());
    }
  }

  /**
   * Lets backend and store fall ill and recover by dice, and the operator act, until it is over.
   */
  void operateUntil(CountDownLatch over, long everyMillis, Operator operator) {
    start(
        "operator",
        () -> {
          try {
            while (!over.await(everyMillis, TimeUnit.MILLISECONDS)) {
              ThreadLocalRandom dice = ThreadLocalRandom.current();
              StressBackend.Health[] all = StressBackend.Health.values();
              backend.health = all[dice.nextInt(all.length)];
              store.ill = dice.nextInt(8) == 0;
              operator.act(dice);
            }
          } catch (InterruptedException e) {
            ledger.violated("the operator was interrupted");
          }
        });
  }

  private void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    threads.add(thread);
    thread.start();
  }

  /** Waits until the time is up and each of these was counted. */
  void awaitSeen(String... everything) {
    long end = time.nanos() + TimeUnit.SECONDS.toNanos(SECONDS);
    await()
        .atMost(Duration.ofSeconds(SECONDS + 60))
        .until(
            () ->
                time.nanos() - end >= 0
                    && Stream.of(everything).allMatch(what -> ledger.counted(what) > 0));
  }

  /** Waits for callers and operator. */
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Some callers leave. */
  void cancelSometimes(CompletableFuture<?> answer) {
    if (ThreadLocalRandom.current().nextInt(20) == 0) {
      chaos.execute(() -> answer.cancel(true));
    }
  }

  /** Counts how a call ended for its caller. */
  void countEnd(@Nullable Answer<Long> answer, @Nullable Throwable error) {
    if (answer != null) {
      ledger.count(answer.source().name());
    } else {
      Throwable cause = error == null ? null : Failures.unwrapped(error);
      ledger.count(
          cause instanceof CancellationException
              ? "cancelled"
              : cause instanceof Bench.NotFound ? "business" : "failed");
    }
  }

  @Override
  public void close() {
    engine.close();
    time.close();
    chaos.shutdownNow();
  }

  /** Counts the answers that are offered for recording. */
  private final class CountingCodec implements ValueCodec<Long> {
    private final Bench.NumberCodec codec = new Bench.NumberCodec();

    @Override
    public void write(@Nullable Long value, ByteSink out) {
      ledger.count("offered");
      codec.write(value, out);
    }

    @Override
    public @Nullable Long read(ByteSource in) {
      return codec.read(in);
    }
  }
}

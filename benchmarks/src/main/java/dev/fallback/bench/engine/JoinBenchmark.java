package dev.fallback.bench.engine;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fallback.Fallbacks;
import dev.fallback.testkit.InMemoryStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Callers who join a call that is in flight for their key. Ours are guarded, have a timeout and a
 * future each of their own, which they may cancel; a cache's are given the one there is.
 */
@State(Scope.Benchmark)
public class JoinBenchmark {
  private static final int JOINS = 1_000;
  private static final long KEY = 42;

  /** So long the JVM's compilers may take for what begins and ends a call, which is not timed. */
  private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final Fallbacks fallbacks =
      Fallbacks.builder().store(new InMemoryStore(InstantSource.system())).build();
  private final BalanceService balances = new BalanceServiceWithFallback(new Waiting(), fallbacks);
  private final AsyncCache<Long, Long> cache = Caffeine.newBuilder().buildAsync();
  private final List<CompletionStage<Long>> joined = new ArrayList<>(JOINS);
  private CompletableFuture<Long> inFlight = new CompletableFuture<>();

  /** Begins, joins and answers calls until the compilers have come. */
  @Setup
  public void warm() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_NANOS) {
      begin();
      fallback();
    }
  }

  /**
   * Answers those who joined before, which workers do, until the last of them has its answer, and
   * begins the next call; not a part of what is timed.
   */
  @Setup(Level.Invocation)
  public void begin() {
    CompletableFuture<Long> before = inFlight;
    inFlight = new CompletableFuture<>();
    before.complete(77L);
    joined.forEach(caller -> caller.toCompletableFuture().join());
    joined.clear();
    balances.sharedBalance(KEY);
    cache.put(KEY, inFlight);
  }

  /** Lets go of it. */
  @TearDown
  public void close() {
    inFlight.complete(77L);
    fallbacks.close();
  }

  /** Through Fallback. */
  @Benchmark
  @OperationsPerInvocation(JOINS)
  public Object fallback() {
    for (int i = 0; i < JOINS; i++) {
      joined.add(balances.sharedBalance(KEY));
    }
    return joined;
  }

  /** Through Caffeine. */
  @Benchmark
  @OperationsPerInvocation(JOINS)
  public Object caffeine() {
    for (int i = 0; i < JOINS; i++) {
      joined.add(cache.get(KEY, (key, executor) -> inFlight));
    }
    return joined;
  }

  /** Has not answered yet. */
  private final class Waiting implements BalanceService {
    @Override
    public CompletionStage<Long> balance(long accountId) {
      return inFlight;
    }

    @Override
    public CompletionStage<Long> sharedBalance(long accountId) {
      return inFlight;
    }
  }
}

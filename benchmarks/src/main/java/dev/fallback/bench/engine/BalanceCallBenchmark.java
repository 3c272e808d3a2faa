package dev.fallback.bench.engine;

import dev.fallback.Fallbacks;
import dev.fallback.testkit.InMemoryStore;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A guarded call that answers a number, unchanged: next to nothing to encode and to digest. */
@State(Scope.Benchmark)
public class BalanceCallBenchmark {
  private final Fallbacks fallbacks =
      Fallbacks.builder().store(new InMemoryStore(InstantSource.system())).build();
  private final BalanceService balances = new BalanceServiceWithFallback(new Ready(), fallbacks);

  /** Lets go of it. */
  @TearDown
  public void close() {
    fallbacks.close();
  }

  /** One call. */
  @Benchmark
  public Object call() {
    return balances.balance(42);
  }

  /** Has its answer ready. */
  private static final class Ready implements BalanceService {
    private static final Long BALANCE = 77L;

    @Override
    public CompletionStage<Long> balance(long accountId) {
      return CompletableFuture.completedFuture(BALANCE);
    }

    @Override
    public CompletionStage<Long> sharedBalance(long accountId) {
      return balance(accountId);
    }
  }
}

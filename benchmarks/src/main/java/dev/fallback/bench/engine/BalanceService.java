package dev.fallback.bench.engine;

import dev.fallback.annotation.Fallback;
import java.util.concurrent.CompletionStage;

/** Answers numbers: what the engine costs beside a value that costs next to nothing. */
public interface BalanceService {

  /** The balance of an account, in cents. */
  @Fallback(maxAge = "30d", retention = "400d")
  CompletionStage<Long> balance(long accountId);

  /** The same, of a call that callers share. */
  @Fallback(maxAge = "30d", retention = "400d", shareBackendCalls = true)
  CompletionStage<Long> sharedBalance(long accountId);
}

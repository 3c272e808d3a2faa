package dev.fallback.bench.engine;

import dev.fallback.bank.account.StatementService;
import java.util.concurrent.CompletableFuture;

/** Reads many statements at once, each of another account, going round all accounts. */
final class InFlight {
  /** How many are in flight. */
  static final int READS = 64;

  private final CompletableFuture<?>[] reads = new CompletableFuture<?>[READS];
  private final long firstAccount;
  private int next;

  InFlight(long firstAccount) {
    this.firstAccount = firstAccount;
  }

  /** The next account's number. */
  long account() {
    next = (next + 1) % Servers.ACCOUNTS;
    return firstAccount + next;
  }

  /** Starts as many reads as may be in flight, and waits for all of them. */
  Object read(StatementService statements) {
    for (int i = 0; i < READS; i++) {
      reads[i] = statements.statement(account()).toCompletableFuture();
    }
    for (CompletableFuture<?> read : reads) {
      read.join();
    }
    return reads[0];
  }
}

package dev.fallback.bench.engine;

import dev.fallback.bank.account.Kind;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.account.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Statements with ten transactions, as the bank's customers see them. */
final class SampleStatements {
  private static final Instant OPENED = Instant.parse("2026-01-01T08:00:00Z");

  private SampleStatements() {}

  static Statement of(long accountId) {
    List<Transaction> newestFirst = new ArrayList<>();
    for (long sequence = Statement.SHOWN; sequence > 0; sequence--) {
      newestFirst.add(
          new Transaction(
              sequence,
              1_000 + 17 * sequence,
              sequence % 3 == 0 ? Kind.DEBIT : Kind.CREDIT,
              "rent " + sequence,
              OPENED.plusSeconds(86_400 * sequence + accountId).plusNanos(1_000 * sequence),
              100_000 + 1_000 * sequence));
    }
    return new Statement(accountId, 100_000, 110_000, Statement.SHOWN, newestFirst);
  }

  /** A backend that has its answer ready, in a future of its own for each call. */
  static StatementService backend() {
    Statement statement = of(42);
    return accountId -> CompletableFuture.completedFuture(statement);
  }
}

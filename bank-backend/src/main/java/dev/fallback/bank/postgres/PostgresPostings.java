package dev.fallback.bank.postgres;

import dev.fallback.bank.account.AccountNotFoundException;
import dev.fallback.bank.account.InsufficientLimitException;
import dev.fallback.bank.account.Kind;
import dev.fallback.bank.account.Posted;
import dev.fallback.bank.account.PostingOutcomeUnknownException;
import dev.fallback.bank.account.PostingRefusedException;
import dev.fallback.bank.account.Postings;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Postings in Postgres: one call of one function, so one transaction, acknowledged once it is
 * durable. Passes on what became of it, and no more than is known.
 */
public final class PostgresPostings implements Postings {
  private static final String POST =
      "SELECT outcome, new_balance, its_limit, new_sequence FROM post($1, $2, $3, $4)";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /**
   * Classes of SQLSTATE that may arrive after a commit was begun: connection, operator
   * intervention, system and internal errors. All others mean that the statement was rolled back.
   */
  private static final Set<String> SAY_NOTHING_OF_THE_OUTCOME = Set.of("08", "57", "58", "XX");

  /** Cancelled for its {@code statement_timeout}: rolled back, though of class 57. */
  private static final String QUERY_CANCELLED = "57014";

  private final PostgresPool pool;

  public PostgresPostings(PostgresPool pool) {
    this.pool = pool;
  }

  @Override
  public CompletionStage<Posted> post(long accountId, Kind kind, long amount, String description) {
    Tuple arguments = Tuple.of(accountId, kind.name(), amount, description);
    return pool.lend(
            pool.settings().postingTimeout(),
            connection -> connection.preparedQuery(POST).execute(arguments))
        .map(rows -> outcome(accountId, rows.iterator().next()))
        .recover(error -> Future.failedFuture(meaningOf(error)))
        .toCompletionStage();
  }

  private static Posted outcome(long accountId, Row row) {
    String outcome = row.getString("outcome");
    return switch (outcome) {
      case "POSTED" ->
          new Posted(
              accountId,
              row.getLong("new_balance"),
              row.getLong("its_limit"),
              row.getLong("new_sequence"));
      case "INSUFFICIENT" -> throw new InsufficientLimitException(accountId);
      case "UNKNOWN_ACCOUNT" -> throw new AccountNotFoundException(accountId);
      default -> throw new IllegalStateException("function post answered " + outcome);
    };
  }

  private static Throwable meaningOf(Throwable error) {
    if (error instanceof AccountNotFoundException || error instanceof InsufficientLimitException) {
      return error;
    }
    if (error instanceof PostgresUnreachableException) {
      return new PostingRefusedException(
          "The posting was not made: the bank's records cannot be reached.", RETRY_AFTER, error);
    }
    if (error instanceof PgException answered && saysItWasRolledBack(answered.getSqlState())) {
      return new PostingRefusedException(
          "The posting was not made: the bank's records refused it (SQLSTATE %s)."
              .formatted(answered.getSqlState()),
          RETRY_AFTER,
          error);
    }
    return new PostingOutcomeUnknownException(error);
  }

  private static boolean saysItWasRolledBack(String sqlState) {
    return sqlState.equals(QUERY_CANCELLED)
        || !SAY_NOTHING_OF_THE_OUTCOME.contains(sqlState.substring(0, 2));
  }
}

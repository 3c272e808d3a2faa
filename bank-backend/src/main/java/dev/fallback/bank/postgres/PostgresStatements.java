package dev.fallback.bank.postgres;

import dev.fallback.bank.account.AccountNotFoundException;
import dev.fallback.bank.account.Kind;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.account.Transaction;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Statements straight from Postgres. One query, so one consistent view, which reflects everything
 * committed before it began.
 */
public final class PostgresStatements implements StatementService {
  private static final String STATEMENT =
      """
      SELECT a.credit_limit, a.balance, a.version,
             p.sequence, p.amount, p.kind, p.description, p.posted_at, p.balance_after
        FROM account a
        LEFT JOIN LATERAL (SELECT * FROM posting
                            WHERE account_id = a.id ORDER BY sequence DESC LIMIT %d) p ON true
       WHERE a.id = $1
       ORDER BY p.sequence DESC"""
          .formatted(Statement.SHOWN);

  private final PostgresPool pool;

  public PostgresStatements(PostgresPool pool) {
    this.pool = pool;
  }

  @Override
  public CompletionStage<Statement> statement(long accountId) {
    return pool.lend(
            pool.settings().readTimeout(),
            connection -> connection.preparedQuery(STATEMENT).execute(Tuple.of(accountId)))
        .map(rows -> read(accountId, rows))
        .toCompletionStage();
  }

  private static Statement read(long accountId, RowSet<Row> rows) {
    if (rows.size() == 0) {
      throw new AccountNotFoundException(accountId);
    }
    List<Transaction> transactions = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.getValue("sequence") != null) {
        transactions.add(transaction(row));
      }
    }
    Row first = rows.iterator().next();
    return new Statement(
        accountId,
        first.getLong("credit_limit"),
        first.getLong("balance"),
        first.getLong("version"),
        transactions);
  }

  private static Transaction transaction(Row row) {
    return new Transaction(
        row.getLong("sequence"),
        row.getLong("amount"),
        Kind.valueOf(row.getString("kind")),
        row.getString("description"),
        row.getOffsetDateTime("posted_at").toInstant(),
        row.getLong("balance_after"));
  }
}

package dev.fallback.bank.postgres;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tables, the posting function, the views of violations, and the accounts the bank opens with. */
public final class BankSchema {
  /** Number of the first account beyond the five that always exist. */
  public static final long FIRST_EXTRA_ACCOUNT = 1001;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * What statements that need more than a caller has may take; below the silence after which the
   * pool drops a connection.
   */
  private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(8);

  /** Until the transaction's end. Sessions allow what a caller of the bank would wait for. */
  private static final String PATIENCE = "SELECT set_config('statement_timeout', $1, true)";

  /** So many are opened at once that millions hold up nobody, and a failure costs one part. */
  private static final long CHUNK = 10_000;

  /** So many are looked at at once, be one of them active or none. */
  private static final int WINDOW = 2000;

  private static final String OPEN_ACCOUNTS =
      """
      INSERT INTO account (id, credit_limit)
      SELECT id, 100000 FROM generate_series($1::bigint, $2::bigint) AS id
      ON CONFLICT (id) DO NOTHING\
      """;

  private static final String PAGE = "SELECT id FROM account WHERE id > $1 ORDER BY id LIMIT $2";

  /**
   * The last account of the window, and beside it the active ones, or null for none. An account's
   * last posting is the one whose sequence is the account's version.
   */
  private static final String ACTIVE_PAGE =
      """
      WITH looked AS (SELECT id, version FROM account WHERE id > $1 ORDER BY id LIMIT $4)
      SELECT upto.id, active.id
        FROM (SELECT max(id) AS id FROM looked) AS upto
        LEFT JOIN (SELECT l.id FROM looked l
                    WHERE EXISTS (SELECT FROM posting p
                                   WHERE p.account_id = l.id AND p.sequence = l.version
                                     AND p.posted_at >= clock_timestamp() - make_interval(secs => $3))
                    ORDER BY l.id LIMIT $2) AS active ON true
       ORDER BY active.id\
      """;

  private final PostgresPool pool;

  public BankSchema(PostgresPool pool) {
    this.pool = pool;
  }

  /**
   * Creates what is missing; running it again changes nothing.
   *
   * @param extraAccounts how many accounts to have beside the five that always exist, numbered from
   *     {@link #FIRST_EXTRA_ACCOUNT} on, each with a limit of 100000 cents; 0 or more
   */
  public Future<Void> apply(int extraAccounts) {
    if (extraAccounts < 0) {
      throw new IllegalArgumentException("extraAccounts: found " + extraAccounts + ", at least 0");
    }
    return pool.lend(LIMIT, connection -> connection.query(script()).execute().<Void>mapEmpty())
        .compose(
            made -> {
              Promise<Void> opened = Promise.promise();
              openFrom(0, extraAccounts, opened);
              return opened.future();
            });
  }

  /** One chunk after the other, each by itself: those that are there stay. */
  private void openFrom(long place, long count, Promise<Void> opened) {
    if (place >= count) {
      opened.complete();
      return;
    }
    long until = Math.min(count, place + CHUNK);
    patiently(
            connection ->
                connection
                    .preparedQuery(OPEN_ACCOUNTS)
                    .execute(
                        Tuple.of(FIRST_EXTRA_ACCOUNT + place, FIRST_EXTRA_ACCOUNT + until - 1)))
        .onSuccess(done -> openFrom(until, count, opened))
        .onFailure(opened::fail);
  }

  /**
   * Some accounts, ascending.
   *
   * @param after behind this one
   * @param activeWithin only accounts whose last posting is that young; empty for all
   * @param atMost at least 1
   */
  public Future<AccountPage> accountsAfter(
      long after, Optional<Duration> activeWithin, int atMost) {
    return activeWithin
        .map(age -> activeAfter(after, age, atMost))
        .orElseGet(
            () ->
                patiently(
                    connection ->
                        connection
                            .preparedQuery(PAGE)
                            .mapping(row -> row.getLong(0))
                            .execute(Tuple.of(after, atMost))
                            .map(rows -> AccountPage.of(rows.stream().toList(), after))));
  }

  private Future<AccountPage> activeAfter(long after, Duration age, int atMost) {
    return patiently(
        connection ->
            connection
                .preparedQuery(ACTIVE_PAGE)
                .execute(Tuple.of(after, atMost, (double) age.toSeconds(), WINDOW))
                .map(rows -> active(rows, after, atMost)));
  }

  private static AccountPage active(RowSet<Row> rows, long after, int atMost) {
    List<Long> ids = new ArrayList<>();
    @Nullable Long upTo = null;
    for (Row row : rows) {
      upTo = row.getLong(0);
      if (row.getLong(1) != null) {
        ids.add(row.getLong(1));
      }
    }
    if (upTo == null) {
      return AccountPage.of(ids, after);
    }
    return ids.size() < atMost ? new AccountPage(ids, upTo, false) : AccountPage.of(ids, after);
  }

  /** How many accounts there are. */
  public Future<Long> accounts() {
    return patiently(
        connection ->
            connection
                .query("SELECT count(*) FROM account")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
  }

  private <T> Future<T> patiently(Function<SqlConnection, Future<T>> work) {
    return pool.lend(
        LIMIT,
        connection ->
            connection
                .begin()
                .compose(
                    transaction ->
                        connection
                            .preparedQuery(PATIENCE)
                            .execute(Tuple.of(Long.toString(STATEMENT_LIMIT.toMillis())))
                            .compose(set -> work.apply(connection))
                            .compose(
                                result -> transaction.commit().map(result),
                                failure ->
                                    transaction
                                        .rollback()
                                        .otherwiseEmpty()
                                        .compose(ended -> Future.<T>failedFuture(failure)))));
  }

  private static String script() {
    try (InputStream in =
        Objects.requireNonNull(
            BankSchema.class.getResourceAsStream("schema.sql"), "schema.sql is not packaged")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

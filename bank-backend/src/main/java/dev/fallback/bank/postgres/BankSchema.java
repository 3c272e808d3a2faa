package dev.fallback.bank.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tables, the posting function, the views of violations, and the accounts the bank opens with. */
public final class BankSchema {
  /** Number of the first account beyond the five that always exist. */
  public static final long FIRST_EXTRA_ACCOUNT = 1001;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String OPEN_ACCOUNTS =
      """
      INSERT INTO account (id, credit_limit)
      SELECT $1 + place, 100000 FROM generate_series(0, $2 - 1) AS place
      ON CONFLICT (id) DO NOTHING\
      """;

  private static final String PAGE = "SELECT id FROM account WHERE id > $1 ORDER BY id LIMIT $2";

  /** An account's last posting is the one whose sequence is the account's version. */
  private static final String ACTIVE_PAGE =
      """
      SELECT a.id FROM account a
       WHERE a.id > $1
         AND EXISTS (SELECT FROM posting p
                      WHERE p.account_id = a.id AND p.sequence = a.version
                        AND p.posted_at >= clock_timestamp() - make_interval(secs => $3))
       ORDER BY a.id LIMIT $2\
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
    return pool.lend(
        LIMIT,
        connection ->
            connection
                .query(script())
                .execute()
                .compose(
                    done ->
                        connection
                            .preparedQuery(OPEN_ACCOUNTS)
                            .execute(Tuple.of(FIRST_EXTRA_ACCOUNT, (long) extraAccounts)))
                .mapEmpty());
  }

  /**
   * Numbers of accounts, ascending.
   *
   * @param after behind this one
   * @param activeWithin only accounts whose last posting is that young; empty for all
   * @param atMost at least 1
   */
  public Future<List<Long>> accountIdsAfter(
      long after, Optional<Duration> activeWithin, int atMost) {
    return pool.lend(
        LIMIT,
        connection ->
            connection
                .preparedQuery(activeWithin.isPresent() ? ACTIVE_PAGE : PAGE)
                .mapping(row -> row.getLong(0))
                .execute(
                    activeWithin
                        .map(age -> Tuple.of(after, atMost, (double) age.toSeconds()))
                        .orElseGet(() -> Tuple.of(after, atMost)))
                .map(rows -> rows.stream().toList()));
  }

  /** How many accounts there are. */
  public Future<Long> accounts() {
    return pool.lend(
        LIMIT,
        connection ->
            connection
                .query("SELECT count(*) FROM account")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
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

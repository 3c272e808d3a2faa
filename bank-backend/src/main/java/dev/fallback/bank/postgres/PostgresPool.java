package dev.fallback.bank.postgres;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A pool of connections that a hung server cannot exhaust for ever.
 *
 * <p>The client library waits for ever, both for the answer to a query and for the answer to a
 * login, and {@code close} on a connection with a query in flight waits for that query. So:
 *
 * <ul>
 *   <li>a query that passes its limit fails, and the socket under it is closed, which frees its
 *       place in the pool;
 *   <li>a caller waits for a free connection for a bounded time, in a bounded queue;
 *   <li>a socket on which nothing arrives for {@link #SILENCE} is closed, which ends hung logins.
 *       Idle connections are retired well before, so this never hits a healthy one.
 * </ul>
 *
 * <p>Thread-safe; never blocks.
 */
public final class PostgresPool implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final int WAITING_PER_CONNECTION = 16;

  private final Vertx vertx;

  private final PostgresSettings settings;
  private final Pool pool;

  /** Opens no connection yet. */
  public PostgresPool(Vertx vertx, PostgresSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    this.pool =
        PgBuilder.pool()
            .using(vertx)
            .connectingTo(connectOptions(settings))
            .with(transportOptions(settings))
            .with(poolOptions(settings))
            .build();
  }

  /** How this pool was configured. */
  public PostgresSettings settings() {
    return settings;
  }

  /**
   * Lends a connection to {@code work} and takes it back when that is done.
   *
   * @param limit how long {@code work} may take once it has the connection
   * @return fails with {@link PostgresUnreachableException} when nothing was sent, with {@link
   *     PostgresTimeoutException} when the limit passed, or as {@code work} failed
   */
  public <T> Future<T> lend(Duration limit, Function<SqlConnection, Future<T>> work) {
    return pool.getConnection()
        .recover(
            refusal ->
                Future.failedFuture(new PostgresUnreachableException(settings.address(), refusal)))
        .compose(connection -> within(limit, connection, work));
  }

  private <T> Future<T> within(
      Duration limit, SqlConnection connection, Function<SqlConnection, Future<T>> work) {
    Promise<T> answer = Promise.promise();
    long timer =
        vertx.setTimer(
            limit.toMillis(),
            id -> {
              if (answer.tryFail(new PostgresTimeoutException(settings.address(), limit))) {
                HungConnection.drop(connection);
              }
            });
    work.apply(connection)
        .onComplete(
            result -> {
              vertx.cancelTimer(timer);
              connection.close();
              if (result.succeeded()) {
                answer.tryComplete(result.result());
              } else {
                answer.tryFail(result.cause());
              }
            });
    return answer.future();
  }

  /** Closes all connections, in the background. */
  @Override
  public void close() {
    pool.close();
  }

  private static PgConnectOptions connectOptions(PostgresSettings settings) {
    long serverLimit =
        Math.max(settings.readTimeout().toMillis(), settings.postingTimeout().toMillis());
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setDatabase(settings.database())
            .setUser(settings.user())
            .setPassword(settings.password())
            .setCachePreparedStatements(true);
    Map<String, String> properties = new HashMap<>(options.getProperties());
    // A statement we have given up, say behind a lock, must not go on holding the server.
    properties.put("statement_timeout", Long.toString(serverLimit));
    // Connections keep the plans made while a new bank's tables are empty: all postings of an
    // account by a bitmap, then sorted, where ten by the index are wanted.
    properties.put("enable_bitmapscan", "off");
    properties.put("client_min_messages", "warning");
    properties.put("application_name", "bank");
    return options.setProperties(properties);
  }

  private static NetClientOptions transportOptions(PostgresSettings settings) {
    return new NetClientOptions()
        .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
        .setReadIdleTimeout(Math.toIntExact(SILENCE.toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  private static PoolOptions poolOptions(PostgresSettings settings) {
    return new PoolOptions()
        .setMaxSize(settings.connections())
        .setMaxWaitQueueSize(settings.connections() * WAITING_PER_CONNECTION)
        .setConnectionTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(IDLE.toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setPoolCleanerPeriod(1000);
  }
}

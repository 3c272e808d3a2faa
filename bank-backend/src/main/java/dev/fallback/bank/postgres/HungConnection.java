package dev.fallback.bank.postgres;

import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;

/**
 * Drops a connection whose server does not answer.
 *
 * <p>The client's own {@code close} returns a pooled connection to its pool, or queues a farewell
 * behind the query that hangs. Only closing the socket fails that query and frees the place in the
 * pool; the client keeps it behind its internal types, so this class alone knows them.
 */
final class HungConnection {
  private HungConnection() {}

  static void drop(SqlConnection connection) {
    if (connection instanceof SqlConnectionInternal pooled
        && pooled.unwrap().unwrap() instanceof SocketConnectionBase physical) {
      physical.socket().close();
    } else {
      throw new IllegalStateException(
          "cannot reach the socket of a " + connection.getClass().getName());
    }
  }
}

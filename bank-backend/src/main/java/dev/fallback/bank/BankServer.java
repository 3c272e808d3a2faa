package dev.fallback.bank;

import dev.fallback.bank.http.BankRouter;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.concurrent.ExecutionException;

/**
 * The bank, serving HTTP on as many event loops as there are processors. Starts, and answers what
 * it can, with Postgres or Cassandra down. Thread-safe; closed once.
 */
public final class BankServer implements AutoCloseable {
  /** Any port, the same for all servers of one Vert.x. */
  private static final int SHARED_FREE_PORT = -1;

  private final BankCore core;
  private final String host;
  private final int port;

  private BankServer(BankCore core, String host, int port) {
    this.core = core;
    this.host = host;
    this.port = port;
  }

  /**
   * Starts a bank and waits until it listens.
   *
   * @throws BankStartException when it cannot listen
   */
  public static BankServer start(BankSettings settings) {
    BankCore core = BankCore.open(settings);
    try {
      return new BankServer(core, settings.host(), listen(core, settings));
    } catch (BankStartException e) {
      core.close();
      throw e;
    }
  }

  private static int listen(BankCore core, BankSettings settings) {
    Router router =
        BankRouter.create(core.vertx(), core.statements(), core.postings(), core::health);
    int wanted = settings.port() == 0 ? SHARED_FREE_PORT : settings.port();
    int port = 0;
    for (int loop = 0; loop < Runtime.getRuntime().availableProcessors(); loop++) {
      HttpServer server =
          core.vertx()
              .createHttpServer(new HttpServerOptions().setIdleTimeout(60))
              .requestHandler(router);
      port = await(server, wanted, settings.host()).actualPort();
    }
    return port;
  }

  private static HttpServer await(HttpServer server, int port, String host) {
    try {
      return server.listen(port, host).toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BankStartException(
          cause instanceof BindException
              ? "Port %d of %s cannot be had: %s. Choose another with --port."
                  .formatted(port, host, cause.getMessage())
              : "The bank cannot listen on %s:%d: %s".formatted(host, port, cause.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BankStartException("The bank was interrupted while it started.", e);
    }
  }

  /** The bank behind the door. */
  public BankCore core() {
    return core;
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Where it listens, for instance {@code http://127.0.0.1:9999}. */
  public String url() {
    return "http://" + host + ":" + port;
  }

  /** Stops listening and ends all work within seconds. */
  @Override
  public void close() {
    core.close();
  }
}

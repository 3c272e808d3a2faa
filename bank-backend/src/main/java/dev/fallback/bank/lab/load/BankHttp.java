package dev.fallback.bank.lab.load;

import dev.fallback.bank.lab.truth.PostingKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Function;

/**
 * The bank's HTTP interface as a client sees it. Its pool is wider than the load ever needs, so
 * that no request waits for another one's connection. Thread-safe; answers come on the client's
 * threads.
 */
public final class BankHttp {
  private static final int CONNECTIONS = 1024;

  private final HttpClient client;
  private final String host;
  private final int port;
  private final Duration timeout;

  /**
   * @param timeout after which a request is given up
   */
  public BankHttp(Vertx vertx, String host, int port, Duration timeout) {
    this.host = host;
    this.port = port;
    this.timeout = timeout;
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setPipelining(false),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /** Asks for a statement. The future fails when there is no complete answer. */
  public Future<HttpAnswer> statement(long accountId) {
    return exchange(
        HttpMethod.GET, "/accounts/" + accountId + "/statement", HttpClientRequest::send);
  }

  /** Makes a posting. The future fails when there is no complete answer. */
  public Future<HttpAnswer> post(
      long accountId, PostingKind kind, long amount, String description) {
    Buffer body =
        new JsonObject()
            .put("amount", amount)
            .put("kind", kind.word())
            .put("description", description)
            .toBuffer();
    return exchange(
        HttpMethod.POST,
        "/accounts/" + accountId + "/transactions",
        request -> request.putHeader("Content-Type", "application/json").send(body));
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return client.close();
  }

  /**
   * One request and its whole answer. All steps after the first are chained inside its callback, so
   * they are in place, on the connection's own thread, before a byte of the answer can arrive.
   */
  private Future<HttpAnswer> exchange(
      HttpMethod method,
      String path,
      Function<HttpClientRequest, Future<HttpClientResponse>> send) {
    return client
        .request(
            new RequestOptions()
                .setMethod(method)
                .setHost(host)
                .setPort(port)
                .setURI(path)
                .setConnectTimeout(timeout.toMillis())
                .setIdleTimeout(timeout.toMillis()))
        .compose(request -> send.apply(request).compose(BankHttp::whole));
  }

  private static Future<HttpAnswer> whole(HttpClientResponse response) {
    return response
        .body()
        .map(body -> new HttpAnswer(response.statusCode(), response::getHeader, body.toString()));
  }
}

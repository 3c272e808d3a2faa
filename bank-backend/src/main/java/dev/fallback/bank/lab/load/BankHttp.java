package dev.fallback.bank.lab.load;

import dev.fallback.bank.lab.truth.PostingKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * The bank's HTTP interface as a client sees it. Its pool is wider than the load ever needs, so
 * that no request waits for another one's connection. Thread-safe; answers come on the client's
 * threads.
 */
public final class BankHttp {
  private static final int CONNECTIONS = 4096;

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
    return request(HttpMethod.GET, "/accounts/" + accountId + "/statement")
        .compose(HttpClientRequest::send)
        .compose(
            answer ->
                answer
                    .body()
                    .map(b -> new HttpAnswer(answer.statusCode(), answer::getHeader, text(b))));
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
    return request(HttpMethod.POST, "/accounts/" + accountId + "/transactions")
        .compose(request -> request.putHeader("Content-Type", "application/json").send(body))
        .compose(
            answer ->
                answer
                    .body()
                    .map(b -> new HttpAnswer(answer.statusCode(), answer::getHeader, text(b))));
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return client.close();
  }

  private Future<HttpClientRequest> request(HttpMethod method, String path) {
    return client.request(
        new RequestOptions()
            .setMethod(method)
            .setHost(host)
            .setPort(port)
            .setURI(path)
            .setConnectTimeout(timeout.toMillis())
            .setIdleTimeout(timeout.toMillis()));
  }

  private static String text(Buffer body) {
    return body.toString();
  }
}

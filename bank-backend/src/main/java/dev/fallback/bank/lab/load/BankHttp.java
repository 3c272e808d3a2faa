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
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The bank's HTTP interface as a client sees it: one node, or several behind a balancer, which asks
 * them in turn. As balancers do, it goes to the next node with a request that could not be sent,
 * and with a read that was not answered. Its pool is wider than the load ever needs, so that no
 * request waits for another one's connection. Thread-safe; answers come on the client's threads.
 */
public final class BankHttp {
  private static final int CONNECTIONS = 1024;

  private final HttpClient client;
  private final String host;
  private final Supplier<List<Integer>> ports;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicLong askedElsewhere = new AtomicLong();
  private final Duration timeout;

  /**
   * @param ports of the nodes that are in service now, at least one
   * @param timeout after which a request is given up
   */
  public BankHttp(Vertx vertx, String host, Supplier<List<Integer>> ports, Duration timeout) {
    this.host = host;
    this.ports = ports;
    this.timeout = timeout;
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setPipelining(false),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /** Asks for a statement. The future fails when there is no complete answer. */
  public Future<HttpAnswer> statement(long accountId) {
    return exchange(
        HttpMethod.GET, "/accounts/" + accountId + "/statement", HttpClientRequest::send, true);
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
        request -> request.putHeader("Content-Type", "application/json").send(body),
        false);
  }

  /** How often another node was asked for a statement, since one gave no answer. */
  public long askedElsewhere() {
    return askedElsewhere.get();
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return client.close();
  }

  private Future<HttpAnswer> exchange(
      HttpMethod method,
      String path,
      Function<HttpClientRequest, Future<HttpClientResponse>> send,
      boolean repeatable) {
    List<Integer> inService = ports.get();
    int first = Math.floorMod(turn.getAndIncrement(), inService.size());
    return attempt(method, path, send, repeatable, inService, first, inService.size() - 1);
  }

  /**
   * One request and its whole answer. All steps after the first are chained inside its callback, so
   * they are in place, on the connection's own thread, before a byte of the answer can arrive.
   */
  private Future<HttpAnswer> attempt(
      HttpMethod method,
      String path,
      Function<HttpClientRequest, Future<HttpClientResponse>> send,
      boolean repeatable,
      List<Integer> inService,
      int node,
      int othersLeft) {
    var sent = new AtomicBoolean();
    return client
        .request(
            new RequestOptions()
                .setMethod(method)
                .setHost(host)
                .setPort(inService.get(node))
                .setURI(path)
                .setConnectTimeout(timeout.toMillis())
                .setIdleTimeout(timeout.toMillis()))
        .compose(
            request -> {
              sent.set(true);
              return send.apply(request).compose(BankHttp::whole);
            })
        .recover(
            failure -> {
              if (othersLeft == 0 || (!repeatable && sent.get())) {
                return Future.failedFuture(failure);
              }
              if (repeatable) {
                askedElsewhere.incrementAndGet();
              }
              return attempt(
                  method,
                  path,
                  send,
                  repeatable,
                  inService,
                  (node + 1) % inService.size(),
                  othersLeft - 1);
            });
  }

  private static Future<HttpAnswer> whole(HttpClientResponse response) {
    return response
        .body()
        .map(body -> new HttpAnswer(response.statusCode(), response::getHeader, body.toString()));
  }
}

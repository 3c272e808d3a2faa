package dev.fallback.bank.lab;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A correct bank in memory, with a store of snapshots, that can be taken down and told to lie. It
 * proves that the lab believes the truth and catches lies. Runs on one event loop.
 */
public final class StubBank implements AutoCloseable {
  /** Overdraft limit of every account. */
  public static final long LIMIT = 100_000;

  private static final int SHOWN = 10;

  /** What it may be told to lie about. */
  public enum Lie {
    /** Statements of another account. */
    WRONG_ACCOUNT,
    /** The balance of one version with the transactions of another. */
    TORN,
    /** An old snapshot that claims to come from the backend. */
    STALE_FROM_BACKEND,
    /** An old snapshot that claims to have been recorded now. */
    FALSE_AS_OF,
    /** A transaction nobody sent. */
    INVENTED_POSTING,
    /** Acknowledges a posting and drops it. */
    LOST_POSTING,
    /** Refuses a posting and applies it. */
    REFUSED_BUT_APPLIED
  }

  private record Snapshot(Instant asOf, JsonObject statement) {}

  private final HttpServer server;
  private final Map<Long, List<JsonObject>> postings = new HashMap<>();
  private final Map<Long, Snapshot> oldest = new HashMap<>();
  private final Map<Long, Snapshot> newest = new HashMap<>();
  private volatile boolean down;
  private volatile Lie lie;
  private volatile int every;
  private int occasions;

  public StubBank(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1").await();
  }

  public int port() {
    return server.actualPort();
  }

  /** From now on every nth occasion is used for that lie. */
  public void lie(Lie about, int everyNth) {
    every = everyNth;
    lie = about;
  }

  /** Takes the backend down, or up again. */
  public void down(boolean isDown) {
    down = isDown;
  }

  /** Makes its store lose what it has of an account. */
  public synchronized void forget(long account) {
    newest.remove(account);
  }

  /** What the database holds for an account, oldest first; call it when nothing is in flight. */
  public synchronized List<JsonObject> rows(long account) {
    return List.copyOf(postings.getOrDefault(account, List.of()));
  }

  @Override
  public void close() {
    server.close().await();
  }

  private void handle(HttpServerRequest request) {
    long account = Long.parseLong(request.path().split("/")[2]);
    if (request.path().endsWith("/statement")) {
      statement(account, request.response());
    } else {
      request.body().onSuccess(body -> post(account, body.toJsonObject(), request.response()));
    }
  }

  private synchronized void post(long account, JsonObject body, HttpServerResponse response) {
    if (down && !lies(Lie.REFUSED_BUT_APPLIED)) {
      refuse(response);
      return;
    }
    List<JsonObject> history = postings.computeIfAbsent(account, id -> new ArrayList<>());
    long amount = body.getLong("amount");
    long balance = balance(history) + (body.getString("kind").equals("credit") ? amount : -amount);
    if (balance < -LIMIT) {
      response.setStatusCode(422).end("{\"error\": \"limit\"}");
      return;
    }
    JsonObject posting =
        body.copy().put("sequence", history.size() + 1L).put("balanceAfter", balance);
    if (!lies(Lie.LOST_POSTING)) {
      history.add(posting);
    }
    if (down) {
      refuse(response);
    } else {
      response.end(
          new JsonObject()
              .put("accountId", account)
              .put("sequence", posting.getLong("sequence"))
              .put("balance", balance)
              .put("limit", LIMIT)
              .toBuffer());
    }
  }

  private static void refuse(HttpServerResponse response) {
    response
        .setStatusCode(503)
        .putHeader("Retry-After", "1")
        .end("{\"error\": \"down\", \"outcome\": \"refused\"}");
  }

  private synchronized void statement(long account, HttpServerResponse response) {
    if (down) {
      fromStore(newest.get(account), response);
      return;
    }
    var snapshot = new Snapshot(Instant.now(), current(account));
    newest.put(account, snapshot);
    Snapshot first = oldest.computeIfAbsent(account, id -> snapshot);
    JsonObject statement = snapshot.statement().copy();
    if (lies(Lie.FALSE_AS_OF)) {
      fromStore(new Snapshot(Instant.now(), first.statement()), response);
      return;
    }
    if (lies(Lie.WRONG_ACCOUNT)) {
      statement = current(account == 1001 ? 1002 : 1001).put("accountId", account);
    } else if (lies(Lie.STALE_FROM_BACKEND)) {
      statement = first.statement();
    } else if (lies(Lie.TORN)) {
      statement.put("balance", first.statement().getLong("balance"));
    } else if (lies(Lie.INVENTED_POSTING)) {
      statement = withInvention(statement);
    }
    response.putHeader("Cache-Status", "fallback; fwd=miss").end(statement.toBuffer());
  }

  private static void fromStore(Snapshot snapshot, HttpServerResponse response) {
    if (snapshot == null) {
      response.setStatusCode(503).end("{}");
      return;
    }
    response
        .putHeader("Cache-Status", "fallback; hit; detail=breaker-open")
        .putHeader("Fallback-As-Of", snapshot.asOf().toString())
        .putHeader(
            "Age", Long.toString(Duration.between(snapshot.asOf(), Instant.now()).toSeconds()))
        .end(snapshot.statement().toBuffer());
  }

  private static JsonObject withInvention(JsonObject statement) {
    var invented =
        new JsonObject()
            .put("sequence", statement.getLong("version") + 1)
            .put("kind", "credit")
            .put("amount", 1)
            .put("description", "manna")
            .put("balanceAfter", statement.getLong("balance") + 1);
    JsonArray transactions = statement.getJsonArray("transactions").copy().add(0, invented);
    while (transactions.size() > SHOWN) {
      transactions.remove(SHOWN);
    }
    return statement
        .copy()
        .put("version", statement.getLong("version") + 1)
        .put("balance", statement.getLong("balance") + 1)
        .put("transactions", transactions);
  }

  private JsonObject current(long account) {
    List<JsonObject> history = postings.getOrDefault(account, List.of());
    var shown = new JsonArray();
    for (int i = history.size() - 1; i >= Math.max(0, history.size() - SHOWN); i--) {
      shown.add(history.get(i));
    }
    return new JsonObject()
        .put("accountId", account)
        .put("limit", LIMIT)
        .put("balance", balance(history))
        .put("version", (long) history.size())
        .put("transactions", shown);
  }

  private static long balance(List<JsonObject> history) {
    return history.isEmpty() ? 0 : history.get(history.size() - 1).getLong("balanceAfter");
  }

  private boolean lies(Lie about) {
    return lie == about && ++occasions % every == 0;
  }
}

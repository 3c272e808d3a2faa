package dev.fallback.bank.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The contract's bank in memory, with faults that can be chosen, so that a load which finds none
 * can be told from one that looks for none.
 */
final class ModelBank implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 10;
  private static final int CHECKED = 35;

  /** What a bank does wrong. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** A statement leaves out the newest posting. */
    STALE,
    /** A debit may pass the limit. */
    OVERDRAWN,
    /** Two debits at once may be made as one. */
    LOST_UPDATE,
    /** One credit of ten gets status 500, once the checks before the load are over. */
    ERRORS,
    /** A posting may have a fraction of a cent. */
    LENIENT
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(16);
  private final Fault fault;
  private final Map<Long, Account> accounts = new HashMap<>();
  private int posted;
  private int credits;

  private static final class Account {
    final long limit;
    long balance;
    ArrayNode newest = JSON.createArrayNode();
    JsonNode before;

    Account(long limit) {
      this.limit = limit;
      before = statement();
    }

    JsonNode statement() {
      ObjectNode statement = JSON.createObjectNode();
      statement.putObject("saldo").put("total", balance).put("limite", limit);
      statement.set("ultimas_transacoes", newest.deepCopy());
      return statement;
    }
  }

  private ModelBank(HttpServer server, Fault fault) {
    this.server = server;
    this.fault = fault;
    Client.ALL.forEach(client -> accounts.put(client.id(), new Account(client.limit())));
  }

  static ModelBank start(Fault fault) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ModelBank bank = new ModelBank(server, fault);
    server.setExecutor(bank.threads);
    server.createContext("/clientes/", bank::handle);
    server.start();
    return bank;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Account account = accounts.get(Long.valueOf(exchange.getRequestURI().getPath().split("/")[2]));
    if (account == null) {
      send(exchange, 404, JSON.createObjectNode());
    } else if ("GET".equals(exchange.getRequestMethod())) {
      send(exchange, 200, statement(account));
    } else {
      post(exchange, account, body);
    }
  }

  private synchronized JsonNode statement(Account account) {
    return fault == Fault.STALE ? account.before : account.statement();
  }

  private void post(HttpExchange exchange, Account account, byte[] body) throws IOException {
    JsonNode order = JSON.readTree(body);
    String description = order.path("descricao").asText("");
    String kind = order.path("tipo").asText();
    boolean valid =
        (fault == Fault.LENIENT || order.path("valor").isIntegralNumber())
            && order.path("descricao").isTextual()
            && !description.isEmpty()
            && description.length() <= SHOWN
            && ("c".equals(kind) || "d".equals(kind));
    JsonNode answer = valid ? make(account, order) : null;
    if (answer == null) {
      send(exchange, 422, JSON.createObjectNode());
    } else {
      send(exchange, answer.has("saldo") ? 200 : 500, answer);
    }
  }

  /** Null where the limit does not cover it. */
  private synchronized JsonNode make(Account account, JsonNode order) {
    posted++;
    boolean debit = "d".equals(order.path("tipo").asText());
    credits += debit ? 0 : 1;
    if (fault == Fault.ERRORS && !debit && credits > CHECKED && credits % 10 == 0) {
      return JSON.createObjectNode();
    }
    long amount = order.path("valor").asLong();
    long after = account.balance + (debit ? -amount : amount);
    if (debit && after < -account.limit) {
      if (fault != Fault.OVERDRAWN) {
        return null;
      }
    }
    account.before = account.statement();
    account.balance = fault == Fault.LOST_UPDATE && posted == 2 ? account.balance : after;
    ArrayNode newest = JSON.createArrayNode().add(order);
    account.newest.forEach(older -> addUpTo(newest, older));
    account.newest = newest;
    return JSON.createObjectNode().put("limite", account.limit).put("saldo", account.balance);
  }

  private static void addUpTo(ArrayNode newest, JsonNode older) {
    if (newest.size() < SHOWN) {
      newest.add(older);
    }
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

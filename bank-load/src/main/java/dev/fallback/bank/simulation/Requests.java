package dev.fallback.bank.simulation;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** The two requests of the contract. The client is the session's {@code id}. */
final class Requests {
  private Requests() {}

  static HttpRequestActionBuilder statement(String name) {
    return http(name).get("/clientes/#{id}/extrato");
  }

  /** A posting that is made, of one cent. */
  static HttpRequestActionBuilder cent(String name, String kind, String description) {
    return posting(name, "1", quoted(kind), quoted(description)).check(status().is(200));
  }

  /**
   * A posting.
   *
   * @param amount as JSON, like the other two; may hold Gatling's expressions
   */
  static HttpRequestActionBuilder posting(
      String name, String amount, String kind, String description) {
    return http(name)
        .post("/clientes/#{id}/transacoes")
        .header("Content-Type", "application/json")
        .body(
            StringBody(
                "{\"valor\": %s, \"tipo\": %s, \"descricao\": %s}"
                    .formatted(amount, kind, description)));
  }

  static String quoted(String text) {
    return '"' + text + '"';
  }
}

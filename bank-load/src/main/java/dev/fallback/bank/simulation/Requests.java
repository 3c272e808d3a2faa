package dev.fallback.bank.simulation;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.http.response.Response;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** The two requests of the contract. The client is the session's {@code id}. */
final class Requests {
  private Requests() {}

  static HttpRequestActionBuilder statement(String name) {
    return http(name).get("/clientes/#{id}/extrato");
  }

  /**
   * A posting of one cent, which must be made.
   *
   * @param content what its answer must say
   */
  static HttpRequestActionBuilder cent(
      String name, String kind, String description, CheckBuilder... content) {
    return made(posting(name, "1", quoted(kind), quoted(description)), content);
  }

  /** This request must be answered with status 200, and the answer must say this. */
  static HttpRequestActionBuilder made(HttpRequestActionBuilder request, CheckBuilder... content) {
    return checkedIfMade(request.check(status().is(200)), content);
  }

  /**
   * If this request is answered with status 200, the answer must say this. Another answer has no
   * content that could contradict.
   */
  static HttpRequestActionBuilder checkedIfMade(
      HttpRequestActionBuilder request, CheckBuilder... content) {
    return content.length == 0
        ? request
        : request
            .checkIf((Response response, Session session) -> response.status().code() == 200)
            .then(content);
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

package dev.fallback.bank.http;

import dev.fallback.Answer;
import dev.fallback.AnswerHeaders;
import dev.fallback.Source;
import io.vertx.core.http.HttpServerResponse;

/**
 * Says in headers where an answer came from: {@code Cache-Status} and {@code Age}, and {@code
 * Fallback-As-Of} to the microsecond when it came from the store.
 */
final class Provenance {
  private Provenance() {}

  static void write(Answer<?> answer, HttpServerResponse response) {
    AnswerHeaders.of(answer, "fallback").forEach(response::putHeader);
    if (answer.source() == Source.STORE) {
      response.putHeader("Fallback-As-Of", Instants.micros(answer.asOf()));
    }
  }
}

package dev.fallback.bank.http;

import dev.fallback.Answer;
import dev.fallback.Source;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;

/**
 * Says in headers where an answer came from: {@code Cache-Status} (RFC 9211) always, {@code Age}
 * (RFC 9111, whole seconds) and {@code Fallback-As-Of} when it came from the store.
 */
final class Provenance {
  private Provenance() {}

  static void write(Answer<?> answer, HttpServerResponse response) {
    if (answer.source() == Source.STORE) {
      response
          .putHeader("Age", Long.toString(answer.age().toSeconds()))
          .putHeader("Fallback-As-Of", Instants.micros(answer.asOf()))
          .putHeader("Cache-Status", "fallback; hit; detail=" + token(answer.reason().name()));
    } else {
      response.putHeader("Cache-Status", "fallback; fwd=miss");
    }
  }

  private static String token(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

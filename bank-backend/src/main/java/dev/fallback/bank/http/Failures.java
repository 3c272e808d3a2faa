package dev.fallback.bank.http;

import dev.fallback.BackendUnavailableException;
import dev.fallback.bank.account.AccountNotFoundException;
import dev.fallback.bank.account.InsufficientLimitException;
import dev.fallback.bank.account.PostingOutcomeUnknownException;
import dev.fallback.bank.account.PostingRefusedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into an answer: a status, a sentence, and when to come back. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  private Failures() {}

  /** No statement could be had, from the backend or the store. */
  static void statement(HttpServerResponse response, Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof AccountNotFoundException) {
      send(response, 404, error(cause.getMessage()));
    } else if (cause instanceof BackendUnavailableException unavailable) {
      unavailable(response, unavailable.retryAfter(), error("No statement can be had right now."));
    } else {
      LOG.debug("A statement failed", cause);
      unavailable(response, SOON, error("No statement can be had right now."));
    }
  }

  /** A posting was not made, or may not have been. */
  static void posting(HttpServerResponse response, Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof AccountNotFoundException) {
      send(response, 404, error(cause.getMessage()));
    } else if (cause instanceof InvalidRequestException
        || cause instanceof InsufficientLimitException) {
      send(response, 422, error(cause.getMessage()));
    } else if (cause instanceof PostingRefusedException refused) {
      unavailable(
          response, refused.retryAfter(), error(cause.getMessage()).put("outcome", "refused"));
    } else if (cause instanceof PostingOutcomeUnknownException) {
      unavailable(response, SOON, error(cause.getMessage()).put("outcome", "unknown"));
    } else {
      LOG.error("A posting ended in an unforeseen way", cause);
      unavailable(
          response,
          SOON,
          error("The posting may or may not have been made.").put("outcome", "unknown"));
    }
  }

  static void send(HttpServerResponse response, int status, JsonObject body) {
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json")
          .end(body.toBuffer());
    }
  }

  static JsonObject error(@Nullable String sentence) {
    return new JsonObject().put("error", sentence);
  }

  private static void unavailable(
      HttpServerResponse response, Duration retryAfter, JsonObject body) {
    long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    response.putHeader("Retry-After", Long.toString(seconds));
    send(response, 503, body);
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}

package dev.fallback.bank.lab.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fallback.bank.lab.truth.PostingKind;
import dev.fallback.bank.lab.truth.Provenance;
import dev.fallback.bank.lab.truth.SeenStatement;
import dev.fallback.bank.lab.truth.SeenTransaction;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** Turns HTTP answers into what they mean. Strict: a missing field is an unreadable answer. */
final class Replies {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int OK = 200;
  private static final int UNPROCESSABLE = 422;
  private static final int UNAVAILABLE = 503;

  private Replies() {}

  static ReadReply read(HttpAnswer answer) {
    if (answer.status() != OK) {
      return new ReadReply.Failed("status " + answer.status());
    }
    try {
      return new ReadReply.Answered(provenance(answer), statement(JSON.readTree(answer.body())));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      return new ReadReply.Unreadable(
          "unreadable answer (%s): %s".formatted(e.getMessage(), answer.body()));
    }
  }

  static PostingReply posting(HttpAnswer answer) {
    try {
      return switch (answer.status()) {
        case OK -> {
          JsonNode body = JSON.readTree(answer.body());
          yield new PostingReply.Accepted(number(body, "sequence"), number(body, "balance"));
        }
        case UNPROCESSABLE -> new PostingReply.Declined();
        case UNAVAILABLE ->
            text(JSON.readTree(answer.body()), "outcome").equals("refused")
                ? new PostingReply.Refused()
                : new PostingReply.Unknown("status 503, outcome unknown");
        default -> new PostingReply.Unknown("status " + answer.status());
      };
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return new PostingReply.Unknown("unreadable answer of status " + answer.status());
    }
  }

  /** A few words for a request without an answer. */
  static String reason(Throwable failure) {
    return failure instanceof TimeoutException
        ? "timeout"
        : failure.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * RFC 9211: {@code fallback; hit; …} from the store, {@code fallback; fwd=stale; …} from the
   * store since the backend was asked in vain, {@code fallback; fwd=miss} from the backend.
   */
  private static Provenance provenance(HttpAnswer answer) {
    String status =
        answer
            .headerValue("Cache-Status")
            .orElseThrow(() -> new IllegalArgumentException("no Cache-Status"));
    List<String> parameters = Arrays.stream(status.split(";", -1)).map(String::strip).toList();
    boolean fromStore = parameters.contains("hit") || parameters.contains("fwd=stale");
    if (fromStore == parameters.contains("fwd=miss")) {
      throw new IllegalArgumentException("Cache-Status '" + status + "' is neither hit nor fwd");
    }
    if (!fromStore) {
      return new Provenance.FromBackend();
    }
    String asOf =
        answer
            .headerValue("Fallback-As-Of")
            .orElseThrow(() -> new IllegalArgumentException("no Fallback-As-Of"));
    String age =
        answer.headerValue("Age").orElseThrow(() -> new IllegalArgumentException("no Age"));
    return new Provenance.FromStore(Instant.parse(asOf), Long.parseLong(age));
  }

  private static SeenStatement statement(JsonNode body) {
    List<SeenTransaction> transactions = new ArrayList<>();
    JsonNode shown = body.path("transactions");
    if (!shown.isArray()) {
      throw new IllegalArgumentException("no array 'transactions'");
    }
    for (JsonNode one : shown) {
      transactions.add(
          new SeenTransaction(
              number(one, "sequence"),
              PostingKind.of(text(one, "kind")),
              number(one, "amount"),
              text(one, "description"),
              number(one, "balanceAfter")));
    }
    return new SeenStatement(
        number(body, "accountId"),
        number(body, "limit"),
        number(body, "balance"),
        number(body, "version"),
        transactions);
  }

  private static long number(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isIntegralNumber()) {
      throw new IllegalArgumentException("no whole number '" + name + "'");
    }
    return value.longValue();
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no text '" + name + "'");
    }
    return value.textValue();
  }
}

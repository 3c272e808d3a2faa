package dev.fallback.bank.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.truth.PostingKind;
import dev.fallback.bank.lab.truth.Provenance;
import dev.fallback.bank.lab.truth.SeenStatement;
import dev.fallback.bank.lab.truth.SeenTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {
  private static final String STATEMENT =
      """
      {"accountId": 7, "limit": 1000, "balance": -5, "version": 1, "transactions": [
        {"sequence": 1, "kind": "debit", "amount": 5, "description": "p0", "balanceAfter": -5,
         "at": "2026-01-01T00:00:00.000001Z"}]}""";
  private static final Map<String, String> BACKEND = Map.of("Cache-Status", "fallback; fwd=miss");

  @Test
  void reads_a_statement_from_the_backend() {
    assertThat(Replies.read(answer(200, BACKEND, STATEMENT)))
        .isEqualTo(
            new ReadReply.Answered(
                new Provenance.FromBackend(),
                new SeenStatement(
                    7,
                    1000,
                    -5,
                    1,
                    List.of(new SeenTransaction(1, PostingKind.DEBIT, 5, "p0", -5)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hit; detail=breaker-open", "fwd=stale; detail=backend-failed"})
  void reads_where_an_answer_from_the_store_comes_from(String status) {
    var headers =
        Map.of(
            "Cache-Status", "fallback; " + status,
            "Fallback-As-Of", "2026-01-01T00:00:00.123456Z",
            "Age", "3");
    assertThat(Replies.read(answer(200, headers, STATEMENT)))
        .isInstanceOfSatisfying(
            ReadReply.Answered.class,
            answered ->
                assertThat(answered.provenance())
                    .isEqualTo(
                        new Provenance.FromStore(Instant.parse("2026-01-01T00:00:00.123456Z"), 3)));
  }

  @Test
  void an_answer_that_hides_its_provenance_or_lacks_a_field_is_unreadable() {
    assertUnreadable(Map.of(), STATEMENT, "no Cache-Status");
    assertUnreadable(Map.of("Cache-Status", "fallback"), STATEMENT, "neither hit nor fwd");
    assertUnreadable(Map.of("Cache-Status", "fallback; hit", "Age", "1"), STATEMENT, "As-Of");
    assertUnreadable(BACKEND, "{}", "transactions");
    assertUnreadable(BACKEND, "not json", "unreadable");
    assertUnreadable(BACKEND, STATEMENT.replace("\"version\": 1,", ""), "version");
    assertUnreadable(BACKEND, STATEMENT.replace("-5,", "-5.5,"), "whole number");
  }

  @Test
  void only_a_clear_word_makes_a_posting_accepted_declined_or_refused() {
    assertThat(Replies.posting(answer(200, Map.of(), "{\"sequence\": 4, \"balance\": 10}")))
        .isEqualTo(new PostingReply.Accepted(4, 10));
    assertThat(Replies.posting(answer(422, Map.of(), ""))).isEqualTo(new PostingReply.Declined());
    assertThat(Replies.posting(answer(503, Map.of(), "{\"outcome\": \"refused\"}")))
        .isEqualTo(new PostingReply.Refused());
    for (HttpAnswer vague :
        List.of(
            answer(503, Map.of(), "{\"outcome\": \"unknown\"}"),
            answer(503, Map.of(), "{}"),
            answer(200, Map.of(), "{}"),
            answer(500, Map.of(), ""))) {
      assertThat(Replies.posting(vague)).isInstanceOf(PostingReply.Unknown.class);
    }
  }

  @Test
  void another_status_is_a_failed_read() {
    assertThat(Replies.read(answer(503, BACKEND, "")))
        .isEqualTo(new ReadReply.Failed("status 503"));
  }

  private static void assertUnreadable(Map<String, String> headers, String body, String part) {
    assertThat(Replies.read(answer(200, headers, body)))
        .isInstanceOfSatisfying(
            ReadReply.Unreadable.class, u -> assertThat(u.sentence()).contains(part));
  }

  private static HttpAnswer answer(int status, Map<String, String> headers, String body) {
    return new HttpAnswer(status, headers::get, body);
  }
}

package dev.fallback.bank.http;

import dev.fallback.Answer;
import dev.fallback.bank.account.Postings;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementAnswers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers requests for statements and postings, in one dialect. Thread-safe. */
final class AccountRoutes {
  private final StatementAnswers statements;
  private final Postings postings;
  private final Dialect dialect;

  AccountRoutes(StatementAnswers statements, Postings postings, Dialect dialect) {
    this.statements = statements;
    this.postings = postings;
    this.dialect = dialect;
  }

  /** {@code GET …/{id}/statement}. */
  void statement(RoutingContext request) {
    HttpServerResponse response = request.response();
    OptionalLong account = accountOf(request);
    if (account.isEmpty()) {
      noSuchAccount(request);
      return;
    }
    onThisLoop(statements.statement(account.getAsLong()))
        .onSuccess(answer -> send(answer, response))
        .onFailure(failure -> Failures.statement(response, failure));
  }

  /** {@code POST …/{id}/transactions}. */
  void posting(RoutingContext request) {
    HttpServerResponse response = request.response();
    OptionalLong account = accountOf(request);
    if (account.isEmpty()) {
      noSuchAccount(request);
      return;
    }
    PostingOrder order;
    try {
      order = dialect.order(PostingFields.parse(request.body().buffer()));
    } catch (InvalidRequestException e) {
      Failures.posting(response, e);
      return;
    }
    onThisLoop(
            postings.post(account.getAsLong(), order.kind(), order.amount(), order.description()))
        .onSuccess(posted -> Failures.send(response, 200, dialect.posted(posted)))
        .onFailure(failure -> Failures.posting(response, failure));
  }

  private void send(Answer<Statement> answer, HttpServerResponse response) {
    Provenance.write(answer, response);
    JsonObject body = dialect.statement(Objects.requireNonNull(answer.value()), answer.asOf());
    Failures.send(response, 200, body);
  }

  private static void noSuchAccount(RoutingContext request) {
    Failures.send(
        request.response(),
        404,
        Failures.error("There is no account " + request.pathParam("id") + "."));
  }

  private static OptionalLong accountOf(RoutingContext request) {
    @Nullable String id = request.pathParam("id");
    try {
      return id != null && id.matches("[0-9]{1,19}")
          ? OptionalLong.of(Long.parseLong(id))
          : OptionalLong.empty();
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }

  /** Stages end on whatever thread ended them; responses are written on the request's own. */
  private static <T> Future<T> onThisLoop(CompletionStage<T> stage) {
    Context loop = Vertx.currentContext();
    return Future.fromCompletionStage(stage, loop);
  }
}

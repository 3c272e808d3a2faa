package dev.fallback.bank.http;

import dev.fallback.bank.account.Postings;
import dev.fallback.bank.account.StatementAnswers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All routes of the bank. */
public final class BankRouter {
  private static final Logger LOG = LoggerFactory.getLogger(BankRouter.class);
  private static final long MAX_BODY_BYTES = 16 * 1024;

  private BankRouter() {}

  /**
   * Routes in English and in the wording of Rinha de Backend, and {@code GET /health}.
   *
   * @param health what {@code /health} answers
   */
  public static Router create(
      Vertx vertx, StatementAnswers statements, Postings postings, Supplier<JsonObject> health) {
    AccountRoutes english = new AccountRoutes(statements, postings, new EnglishDialect());
    AccountRoutes rinha = new AccountRoutes(statements, postings, new RinhaDialect());
    Router router = Router.router(vertx);
    get(router, "/accounts/:id/statement", english::statement);
    get(router, "/clientes/:id/extrato", rinha::statement);
    post(router, "/accounts/:id/transactions", english::posting);
    post(router, "/clientes/:id/transacoes", rinha::posting);
    get(router, "/health", request -> Failures.send(request.response(), 200, health.get()));
    sentence(router, 404, "There is nothing at this address.");
    sentence(router, 413, "The body is too large.");
    router.errorHandler(
        500,
        request -> {
          LOG.error("A request failed in an unforeseen way", request.failure());
          Failures.send(request.response(), 500, Failures.error("The bank made a mistake."));
        });
    return router;
  }

  private static void get(Router router, String path, Handler<RoutingContext> handler) {
    router.get(path).handler(handler);
    otherMethods(router, path, HttpMethod.GET);
  }

  private static void post(Router router, String path, Handler<RoutingContext> handler) {
    router
        .post(path)
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
        .handler(handler);
    otherMethods(router, path, HttpMethod.POST);
  }

  private static void otherMethods(Router router, String path, HttpMethod allowed) {
    router
        .route(path)
        .handler(
            request -> {
              request.response().putHeader("Allow", allowed.name());
              Failures.send(
                  request.response(), 405, Failures.error("Only " + allowed + " is allowed here."));
            });
  }

  private static void sentence(Router router, int status, String sentence) {
    router.errorHandler(
        status, request -> Failures.send(request.response(), status, Failures.error(sentence)));
  }
}

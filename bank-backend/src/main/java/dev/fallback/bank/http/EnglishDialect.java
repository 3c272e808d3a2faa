package dev.fallback.bank.http;

import dev.fallback.bank.account.Kind;
import dev.fallback.bank.account.Posted;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.Transaction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** The bank's own wording. */
final class EnglishDialect implements Dialect {

  @Override
  public JsonObject statement(Statement statement, Instant asOf) {
    JsonArray transactions = new JsonArray();
    statement.transactions().forEach(each -> transactions.add(transaction(each)));
    return new JsonObject()
        .put("accountId", statement.accountId())
        .put("balance", statement.balance())
        .put("limit", statement.creditLimit())
        .put("version", statement.version())
        .put("transactions", transactions);
  }

  @Override
  public JsonObject posted(Posted posted) {
    return new JsonObject()
        .put("accountId", posted.accountId())
        .put("balance", posted.balance())
        .put("limit", posted.limit())
        .put("sequence", posted.sequence());
  }

  @Override
  public PostingOrder order(PostingFields fields) {
    return new PostingOrder(
        fields.isFirst("kind", "credit", "debit") ? Kind.CREDIT : Kind.DEBIT,
        fields.amount("amount"),
        fields.description("description"));
  }

  private static JsonObject transaction(Transaction transaction) {
    return new JsonObject()
        .put("sequence", transaction.sequence())
        .put("amount", transaction.amount())
        .put("kind", transaction.kind().name().toLowerCase(Locale.ROOT))
        .put("description", transaction.description())
        .put("at", Instants.micros(transaction.at()))
        .put("balanceAfter", transaction.balanceAfter());
  }
}

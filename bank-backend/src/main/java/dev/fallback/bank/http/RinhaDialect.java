package dev.fallback.bank.http;

import dev.fallback.bank.account.Kind;
import dev.fallback.bank.account.Posted;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.Transaction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The wording of Rinha de Backend 2024/Q1, whose public load test can so judge the bank. */
final class RinhaDialect implements Dialect {

  @Override
  public JsonObject statement(Statement statement, Instant asOf) {
    JsonArray transactions = new JsonArray();
    statement.transactions().forEach(each -> transactions.add(transaction(each)));
    return new JsonObject()
        .put(
            "saldo",
            new JsonObject()
                .put("total", statement.balance())
                .put("data_extrato", Instants.micros(asOf))
                .put("limite", statement.creditLimit()))
        .put("ultimas_transacoes", transactions);
  }

  @Override
  public JsonObject posted(Posted posted) {
    return new JsonObject().put("limite", posted.limit()).put("saldo", posted.balance());
  }

  @Override
  public PostingOrder order(PostingFields fields) {
    return new PostingOrder(
        fields.isFirst("tipo", "c", "d") ? Kind.CREDIT : Kind.DEBIT,
        fields.amount("valor"),
        fields.description("descricao"));
  }

  private static JsonObject transaction(Transaction transaction) {
    return new JsonObject()
        .put("valor", transaction.amount())
        .put("tipo", transaction.kind() == Kind.CREDIT ? "c" : "d")
        .put("descricao", transaction.description())
        .put("realizada_em", Instants.micros(transaction.at()));
  }
}

package dev.fallback.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.BankClient.Reply;
import dev.fallback.testkit.EmbeddedPostgres;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bank promises over HTTP. Each test has accounts of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpContractIT {
  private EmbeddedPostgres postgres;
  private BankServer server;
  private BankClient bank;

  @BeforeAll
  void start() {
    postgres = EmbeddedPostgres.start();
    server =
        Postgreses.bank(
            BankSettings.of(Postgreses.patientSettings(postgres)).withExtraAccounts(20));
    bank = new BankClient(server);
  }

  @AfterAll
  void stop() {
    server.close();
    postgres.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 100000", "2, 80000", "3, 1000000", "4, 10000000", "5, 500000"})
  void the_five_clients_have_their_limits(long id, long limit) {
    JsonObject balance = bank.get("/clientes/" + id + "/extrato").json().getJsonObject("saldo");
    assertThat(balance.getLong("limite")).isEqualTo(limit);
    assertThat(Instant.parse(balance.getString("data_extrato"))).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void a_rinha_posting_answers_limit_and_balance_and_shows_in_the_statement() {
    Reply credit = bank.post("/clientes/1001/transacoes", rinha("12", "\"c\"", "\"toma\""));
    assertThat(credit.status()).isEqualTo(200);
    assertThat(credit.json()).isEqualTo(new JsonObject("{\"limite\":100000,\"saldo\":12}"));
    bank.post("/clientes/1001/transacoes", rinha("2", "\"d\"", "\"devolve\""));

    JsonObject statement = bank.get("/clientes/1001/extrato").json();
    assertThat(statement.getJsonObject("saldo").getLong("total")).isEqualTo(10);
    JsonObject newest = statement.getJsonArray("ultimas_transacoes").getJsonObject(0);
    assertThat(newest.getLong("valor")).isEqualTo(2);
    assertThat(newest.getString("tipo")).isEqualTo("d");
    assertThat(newest.getString("descricao")).isEqualTo("devolve");
    assertThat(Instant.parse(newest.getString("realizada_em"))).isBeforeOrEqualTo(Instant.now());
    assertThat(statement.getJsonArray("ultimas_transacoes").getJsonObject(1).getString("descricao"))
        .isEqualTo("toma");
  }

  @Test
  void an_english_posting_answers_account_balance_limit_and_sequence() {
    assertThat(bank.credit(1002, 500).json())
        .isEqualTo(
            new JsonObject("{\"accountId\":1002,\"balance\":500,\"limit\":100000,\"sequence\":1}"));
    assertThat(bank.debit(1002, 200).json().getLong("sequence")).isEqualTo(2);

    JsonObject statement = bank.get("/accounts/1002/statement").json();
    assertThat(statement.getLong("version")).isEqualTo(2);
    assertThat(statement.getLong("balance")).isEqualTo(300);
    JsonObject newest = statement.getJsonArray("transactions").getJsonObject(0);
    newest.remove("at");
    assertThat(newest)
        .isEqualTo(
            new JsonObject(
                "{\"sequence\":2,\"amount\":200,\"kind\":\"debit\",\"description\":\"test\","
                    + "\"balanceAfter\":300}"));
  }

  @Test
  void a_statement_shows_the_ten_newest_postings_newest_first() {
    IntStream.rangeClosed(1, 12).forEach(amount -> bank.credit(1003, amount));
    List<Long> amounts =
        bank.get("/accounts/1003/statement").json().getJsonArray("transactions").stream()
            .map(each -> ((JsonObject) each).getLong("amount"))
            .toList();
    assertThat(amounts).containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L);
  }

  @Test
  void a_debit_beyond_the_limit_is_422_and_changes_nothing() {
    assertThat(bank.debit(1004, 100_000).status()).isEqualTo(200);
    Reply beyond = bank.debit(1004, 1);
    assertThat(beyond.status()).isEqualTo(422);
    assertThat(beyond.json().getString("error")).contains("limit of account 1004");
    JsonObject statement = bank.get("/accounts/1004/statement").json();
    assertThat(statement.getLong("balance")).isEqualTo(-100_000);
    assertThat(statement.getLong("version")).isEqualTo(1);
  }

  @Test
  void four_statements_at_once_all_show_the_posting_just_acknowledged() {
    for (int round = 1; round <= 10; round++) {
      long balance = bank.credit(1005, round).json().getLong("balance");
      List<CompletableFuture<Reply>> readers =
          Stream.generate(() -> bank.getLater("/accounts/1005/statement")).limit(4).toList();
      assertThat(readers).allMatch(each -> each.join().json().getLong("balance") == balance);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/clientes/6/extrato",
        "/clientes/0/extrato",
        "/clientes/-1/extrato",
        "/clientes/x/extrato",
        "/clientes/99999999999999999999/extrato",
        "/accounts/6/statement",
        "/accounts/1.0/statement"
      })
  void an_unknown_account_is_404(String path) {
    Reply reply = bank.get(path);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().getString("error")).contains("no account");
  }

  @Test
  void a_posting_on_an_unknown_account_is_404() {
    assertThat(bank.credit(6, 1).status()).isEqualTo(404);
    assertThat(bank.post("/clientes/6/transacoes", rinha("1", "\"c\"", "\"x\"")).status())
        .isEqualTo(404);
  }

  static Stream<Arguments> badBodies() {
    return Stream.of(
        Arguments.of(rinha("1.2", "\"c\"", "\"x\""), "valor must be a whole number"),
        Arguments.of(rinha("1.0", "\"c\"", "\"x\""), "valor must be a whole number"),
        Arguments.of(rinha("0", "\"c\"", "\"x\""), "valor must be a whole number"),
        Arguments.of(rinha("-5", "\"c\"", "\"x\""), "valor must be a whole number"),
        Arguments.of(rinha("1000000000001", "\"c\"", "\"x\""), "valor must be a whole number"),
        Arguments.of(rinha("99999999999999999999", "\"c\"", "\"x\""), "valor must be a whole"),
        Arguments.of(rinha("\"1\"", "\"c\"", "\"x\""), "valor must be a whole number"),
        Arguments.of(rinha("null", "\"c\"", "\"x\""), "valor is missing"),
        Arguments.of(rinha("1", "\"x\"", "\"x\""), "tipo must be \"c\" or \"d\""),
        Arguments.of(rinha("1", "\"C\"", "\"x\""), "tipo must be \"c\" or \"d\""),
        Arguments.of(rinha("1", "1", "\"x\""), "tipo must be \"c\" or \"d\""),
        Arguments.of(rinha("1", "null", "\"x\""), "tipo is missing"),
        Arguments.of(rinha("1", "\"c\"", "\"elevenchars\""), "descricao must be a text of 1 to 10"),
        Arguments.of(rinha("1", "\"c\"", "\"\""), "descricao must be a text of 1 to 10"),
        Arguments.of(rinha("1", "\"c\"", "null"), "descricao is missing"),
        Arguments.of(rinha("1", "\"c\"", "7"), "descricao must be a text of 1 to 10"),
        Arguments.of(rinha("1", "\"c\"", "\"a\\u0000\""), "cannot be kept"),
        Arguments.of(rinha("1", "\"c\"", "\"a\\ud800\""), "cannot be kept"),
        Arguments.of("{\"tipo\":\"c\",\"descricao\":\"x\"}", "valor is missing"),
        Arguments.of("{\"valor\":1,\"descricao\":\"x\"}", "tipo is missing"),
        Arguments.of("{\"valor\":1,\"tipo\":\"c\"}", "descricao is missing"),
        Arguments.of("{\"valor\":1,\"valor\":2,\"tipo\":\"c\",\"descricao\":\"x\"}", "Duplicate"),
        Arguments.of("{\"valor\":1", "not valid JSON"),
        Arguments.of("{} {}", "not valid JSON"),
        Arguments.of("[]", "must be a JSON object"),
        Arguments.of("", "body is empty"));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void a_bad_body_is_422_with_a_sentence(String body, String sentence) {
    Reply reply = bank.post("/clientes/1006/transacoes", body);
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().getString("error")).contains(sentence);
    assertThat(bank.get("/accounts/1006/statement").json().getLong("version")).isZero();
  }

  @Test
  void the_english_fields_are_checked_by_their_own_names() {
    String path = "/accounts/1006/transactions";
    assertThat(bank.post(path, "{\"kind\":\"CREDIT\",\"amount\":1}").json().getString("error"))
        .contains("kind must be \"credit\" or \"debit\"");
    assertThat(bank.post(path, "{\"kind\":\"credit\"}").json().getString("error"))
        .contains("amount is missing");
    assertThat(bank.post(path, "{\"kind\":\"credit\",\"amount\":1}").status()).isEqualTo(422);
  }

  @Test
  void a_description_of_ten_characters_outside_ascii_is_kept_exactly() {
    String description = "ação €😀 \"\\";
    String body =
        new JsonObject()
            .put("kind", "credit")
            .put("amount", 1)
            .put("description", description)
            .encode();
    assertThat(bank.post("/accounts/1007/transactions", body).status()).isEqualTo(200);
    assertThat(
            bank.get("/accounts/1007/statement")
                .json()
                .getJsonArray("transactions")
                .getJsonObject(0)
                .getString("description"))
        .isEqualTo(description);
  }

  @Test
  void wrong_methods_are_405_and_wrong_addresses_404() {
    Reply wrongMethod = bank.send("DELETE", "/accounts/1/statement");
    assertThat(wrongMethod.status()).isEqualTo(405);
    assertThat(wrongMethod.header("Allow")).isEqualTo("GET");
    assertThat(bank.get("/clientes/1/transacoes").status()).isEqualTo(405);
    assertThat(bank.get("/nowhere").status()).isEqualTo(404);
    assertThat(bank.get("/nowhere").json().getString("error")).isNotEmpty();
  }

  @Test
  void a_body_beyond_its_bound_is_413() {
    String body = "{\"kind\":\"" + "x".repeat(20_000) + "\"}";
    assertThat(bank.post("/accounts/1/transactions", body).status()).isEqualTo(413);
  }

  @Test
  void a_statement_from_the_backend_says_so() {
    Reply reply = bank.get("/accounts/1/statement");
    assertThat(reply.header("Cache-Status")).isEqualTo("fallback; fwd=miss");
    assertThat(reply.header("Age")).isEmpty();
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void health_tells_the_state_of_postings() {
    Reply reply = bank.get("/health");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getJsonObject("postings").getString("state")).isEqualTo("CLOSED");
  }

  private static String rinha(String amount, String kind, String description) {
    return "{\"valor\":%s,\"tipo\":%s,\"descricao\":%s}".formatted(amount, kind, description);
  }
}

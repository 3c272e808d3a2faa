package dev.fallback.bank.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LoadCommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--fallback maybe",
        "--fast 101",
        "--fast -1",
        "--fast x",
        "--compare --mix most",
        "--compare --pairs 1",
        "--compare --now 0",
        "--compare --measured 4",
        "--mix rinha",
        "--url localhost:9999",
        "--url http://",
        "--url http://127.0.0.1:1 --fallback off",
        "--compare --url http://127.0.0.1:1",
        "--compare --quick",
        "--compare --fast 90",
        "--compare --fallback off"
      })
  void a_wrong_option_gets_a_sentence_and_exit_code_2(String arguments) {
    Said said = load(arguments);
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.errors()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void a_bank_that_is_not_fresh_is_refused_before_any_load() throws Exception {
    try (StubBank bank = StubBank.withBalance(-25)) {
      Said said = load("--url " + bank.url());
      assertThat(said.code()).isEqualTo(1);
      assertThat(said.errors())
          .contains("not fresh")
          .contains("balance of client 1 is -25")
          .doesNotContain("\tat ");
    }
  }

  private static Said load(String arguments) {
    StringWriter errors = new StringWriter();
    int code =
        new CommandLine(new LoadCommand())
            .setErr(new PrintWriter(errors, true))
            .setOut(new PrintWriter(new StringWriter(), true))
            .execute(arguments.split(" "));
    return new Said(code, errors.toString());
  }

  private record Said(int code, String errors) {}

  /** Answers every statement in the same way. */
  private record StubBank(com.sun.net.httpserver.HttpServer server) implements AutoCloseable {
    static StubBank withBalance(long balance) throws java.io.IOException {
      byte[] body =
          "{\"saldo\":{\"total\":%d,\"limite\":100000},\"ultimas_transacoes\":[]}"
              .formatted(balance)
              .getBytes(java.nio.charset.StandardCharsets.UTF_8);
      var server =
          com.sun.net.httpserver.HttpServer.create(
              new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/clientes/",
          exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return new StubBank(server);
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}

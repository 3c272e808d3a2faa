package dev.fallback.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a user meets it: what it says, and its exit code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineIT {
  private EmbeddedPostgres postgres;
  private EmbeddedCassandra cassandra;
  @TempDir private Path data;

  @BeforeAll
  void start() {
    postgres = EmbeddedPostgres.start();
    cassandra = EmbeddedCassandra.start();
  }

  @AfterAll
  void stop() {
    cassandra.close();
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "serve --prt 1",
        "serve --port x",
        "serve --port 70000",
        "serve --accounts -1",
        "serve --postgres http://db",
        "serve --cassandra node:x",
        "warm-up --rate 0",
        "warm-up --accounts some",
        "warm-up --active-since yesterday",
        "warm-up --accounts all --keys some.csv",
        "warm-up --only-missing --older-than 1d",
        "warm-up --keys not-there.csv",
        "schema",
        "schema nonsense"
      })
  void wrong_options_get_a_sentence_and_exit_code_2(String arguments) throws Exception {
    Run run = bankHere(arguments.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).isNotBlank().doesNotContain("Exception").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "serve", "warm-up", "schema", "schema plan", "schema migrate"})
  void help_is_everywhere(String command) throws Exception {
    List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" ")));
    arguments.remove("");
    arguments.add("--help");
    Run run = bankHere(arguments.toArray(String[]::new));
    assertThat(run.code()).isZero();
    assertThat(run.output()).contains("Usage: bank").contains("--help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve --port 70000", "serve --help"})
  void a_process_says_and_ends_with_what_its_command_does(String arguments) throws Exception {
    Run run = bank(arguments.split(" "));
    assertThat(run).isEqualTo(bankHere(arguments.split(" ")));
  }

  @Test
  void warm_up_after_migration_puts_every_account_into_the_store() throws Exception {
    String node = cassandra.address() + ":" + cassandra.port();
    String[] store = {"--cassandra", node, "--keyspace", "warm", "--data", data.toString()};

    Run unmigrated = bank(with(store, "schema", "verify"));
    assertThat(unmigrated.code()).isEqualTo(1);
    assertThat(unmigrated.output()).contains("warm");

    Run migrated = bank(with(store, "schema", "migrate"));
    assertThat(migrated.code()).isZero();
    assertThat(migrated.output()).contains("CREATE TABLE");
    assertThat(bank(with(store, "schema", "verify")).code()).isZero();

    Run warmed =
        bank(
            with(
                store,
                "warm-up",
                "--extra-accounts",
                "100",
                "--postgres",
                postgres.host() + ":" + postgres.port()));
    assertThat(warmed.output())
        .contains("105 of 105 statements recorded, 0 already there, 0 failed");
    assertThat(warmed.code()).isZero();

    BankSettings settings =
        BankSettings.of(Postgreses.settings(postgres)).withCassandra(cassandra.settings("warm"));
    postgres.kill();
    try (BankServer server = BankServer.start(settings)) {
      BankClient bank = new BankClient(server);
      await()
          .atMost(60, TimeUnit.SECONDS)
          .untilAsserted(
              () -> assertThat(bank.get("/accounts/1100/statement").status()).isEqualTo(200));
      assertThat(bank.get("/accounts/1100/statement").header("Cache-Status"))
          .matches("fallback; (hit|fwd=stale); detail=.*");
    } finally {
      postgres.restart();
    }
  }

  @Test
  void a_warm_up_that_is_told_to_end_keeps_its_checkpoint_in_a_cassandra_that_it_started()
      throws Exception {
    String own = data.resolve("own").toString();
    Path output = data.resolve("interrupted.txt");
    Process interrupted =
        start(output, "warm-up", "--data", own, "--extra-accounts", "3000", "--rate", "50");
    try {
      await()
          .atMost(180, TimeUnit.SECONDS)
          .until(() -> Files.readString(output).matches("(?s).*Warm-up: [1-9][0-9,]* of .*"));
      interrupted.destroy();
      assertThat(interrupted.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      interrupted.destroyForcibly();
    }
    assertThat(Files.readString(output)).contains("The same command goes on from there.");

    Path json = data.resolve("resumed.json");
    Run resumed =
        bank("warm-up", "--data", own, "--extra-accounts", "3000", "--json", json.toString());
    assertThat(resumed.code()).as(resumed.output()).isZero();
    assertThat(Files.readString(json)).doesNotContain("\"resumedAt\" : 0,");
    assertThat(Files.readString(json)).doesNotContain("\"resumedAt\" : 0\n");
  }

  @Test
  void a_taken_port_gets_a_sentence_and_exit_code_1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run =
          bank(
              "serve",
              "--host",
              "127.0.0.1",
              "--port",
              Integer.toString(taken.getLocalPort()),
              "--postgres",
              postgres.host() + ":" + postgres.port(),
              "--cassandra",
              cassandra.address() + ":" + cassandra.port(),
              "--data",
              data.toString());
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.output())
          .contains("Port " + taken.getLocalPort())
          .contains("--port")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void an_unreachable_cassandra_gets_a_sentence_and_exit_code_1() throws Exception {
    Run run = bank("schema", "plan", "--cassandra", "127.0.0.1:1", "--data", data.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.output()).contains("127.0.0.1").doesNotContain("\tat ");
  }

  private static String[] with(String[] options, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  /** In this JVM, for commands that end before they have begun anything. */
  private static Run bankHere(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var written = new ByteArrayOutputStream();
    var captured = new PrintStream(written, true, StandardCharsets.UTF_8);
    System.setOut(captured);
    System.setErr(captured);
    try {
      int code = Bank.run(arguments);
      return new Run(code, written.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** In a JVM of its own. */
  private Run bank(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile(data, "output", ".txt");
    Process process = start(output, arguments);
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      return new Run(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(Path output, String... arguments) throws IOException {
    List<String> command =
        ChildJvm.command(
            List.of("-XX:TieredStopAtLevel=1"),
            ChildJvm.classPath(),
            Bank.class.getName(),
            List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .directory(data.toFile())
        .start();
  }

  private record Run(int code, String output) {}
}

package dev.fallback.bank.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DemoCommandTest {
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private final CommandLine command =
      new CommandLine(new DemoCommand())
          .setErr(new PrintWriter(err, true))
          .setOut(new PrintWriter(out, true));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--postgres=db:5432|kills the servers it uses",
        "--cassandra=c:9042|leave out --cassandra",
        "--seconds=2|--seconds: found 2, allowed is 6 to 3600",
        "--seconds=soon|--seconds",
        "--reads=0|reads a second: found 0.0",
        "--postings=-3|postings a second: found -3.0",
        "--accounts=0|--accounts",
        "--nonsense|--nonsense"
      })
  void a_wrong_option_gets_a_sentence_before_anything_is_started(String option, String part) {
    assertThat(command.execute(option)).isEqualTo(2);
    assertThat(err.toString()).contains(part).doesNotContain("\tat ");
  }

  @Test
  void help_says_what_it_does_and_what_its_exit_code_means() {
    assertThat(command.execute("--help")).isZero();
    assertThat(out.toString()).contains("--seconds", "default 60", "Exit code", "--json");
  }

  @Test
  void a_demo_knows_the_command_that_repeats_it() {
    assertThat(DemoCommand.demo(60, 400, 150.5, 200, 7).command())
        .isEqualTo("./bank demo --seconds 60 --reads 400 --postings 150.5 --accounts 200 --seed 7");
  }
}

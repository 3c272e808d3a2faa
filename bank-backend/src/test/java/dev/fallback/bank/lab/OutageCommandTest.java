package dev.fallback.bank.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class OutageCommandTest {
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private final OutageCommand outage = new OutageCommand();
  private final CommandLine command =
      new CommandLine(outage).setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate=3|--fault",
        "--fault=fire|fault: found 'fire', allowed are kill",
        "--fault=soak,kill|or all, or soak, alone",
        "--fault=kill+hang|the same victim",
        "--fault=kill --postgres=db:5432|kills the servers it uses",
        "--fault=kill --seconds=2|--seconds: found 2",
        "--fault=kill --rate=0|reads a second: found 0.0",
        "--fault=kill --rate=9 --seconds=6|reads a second: found 9.0, allowed is at least 40 where",
        "--fault=kill --rate=20000 --seconds=86400|a lower rate",
        "--fault=kill --json=.|--json: . is a folder, not a file",
        "--fault=kill --html=/dev/null/report.html|--html: the folder of /dev/null/report.html",
        "--fault=kill --variant=magic|variant: found 'magic'",
        "--fault=kill --variant=none,none|each variant once"
      })
  void a_wrong_option_gets_a_sentence_before_anything_is_started(String options, String part) {
    assertThat(command.execute(options.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(part).doesNotContain("\tat ");
  }

  @Test
  void it_knows_the_command_that_repeats_it() {
    command.parseArgs("--fault", "kill,hang", "--rate", "100", "--variant", "none,fallback");
    assertThat(outage.options().command())
        .isEqualTo(
            "./bank outage --fault kill,hang --rate 100 --seconds 30 --accounts 200 --seed 1"
                + " --variant none,fallback");
    assertThat(outage.options().postingsPerSecond()).isEqualTo(37.5);
  }

  @Test
  void help_says_how_faults_are_joined() {
    assertThat(command.execute("--help")).isZero();
    assertThat(out.toString())
        .contains("'kill,hang' is one after the other", "'kill+store-kill' both at once", "soak");
  }
}

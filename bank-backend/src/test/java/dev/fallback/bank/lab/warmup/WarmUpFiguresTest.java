package dev.fallback.bank.lab.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WarmUpFiguresTest {

  @Test
  void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
    assertThat(WarmUpFigures.median(4, 1, 3, 2)).isEqualTo(2.5);
    assertThat(WarmUpFigures.median(3, 1, 2)).isEqualTo(2);
    assertThat(WarmUpFigures.median()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--reads=0",
        "--reads=-5",
        "--accounts=0",
        "--rate=0",
        "--window=0",
        "--seconds=0"
      })
  void a_wrong_option_gets_a_sentence_before_anything_is_started(String option) {
    var err = new StringWriter();
    int code =
        new CommandLine(new WarmUpFigures()).setErr(new PrintWriter(err, true)).execute(option);
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains(option.split("=")[0] + ": found").doesNotContain("\tat ");
  }
}

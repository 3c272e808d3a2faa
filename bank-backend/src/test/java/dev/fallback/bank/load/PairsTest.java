package dev.fallback.bank.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsTest {
  private static final Side SIDE = new Side(13_600, 0.5, 0.4, 2, 0.6, 3, 200.0);
  private static final Spans SPANS = new Spans(60, 40);
  @TempDir private Path folder;

  @Test
  void a_comparison_goes_on_where_its_file_ends() {
    Path file = folder.resolve("deep").resolve("pairs.json");
    Pairs first = Pairs.in(file, Mix.RINHA, SPANS, "build1").plus(new Pair("on, off", SIDE, SIDE));
    Json.write(file, first);
    Pairs second = Pairs.in(file, Mix.RINHA, SPANS, "build1");
    assertThat(second).isEqualTo(first);
    assertThat(second.plus(new Pair("off, on", SIDE, SIDE)).pairs()).hasSize(2);
  }

  @Test
  void pairs_of_another_measurement_are_not_mixed_in() {
    Path file = folder.resolve("pairs.json");
    Json.write(file, Pairs.in(file, Mix.RINHA, SPANS, "build1"));
    assertThatThrownBy(() -> Pairs.in(file, Mix.READS, SPANS, "build1"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("mix rinha, 60 seconds of warm-up and 40 measured, on")
        .hasMessageContaining("wanted are reads, 60 seconds of warm-up and 40 measured, on");
    assertThatThrownBy(() -> Pairs.in(file, Mix.RINHA, new Spans(60, 41), "build1"))
        .isInstanceOf(LoadException.class);
    assertThatThrownBy(() -> Pairs.in(file, Mix.RINHA, new Spans(30, 40), "build1"))
        .isInstanceOf(LoadException.class);
  }

  @Test
  void pairs_of_an_older_build_are_not_shown_as_those_of_this_one() {
    Path file = folder.resolve("pairs.json");
    Json.write(file, Pairs.in(file, Mix.RINHA, SPANS, "build1"));
    assertThatThrownBy(() -> Pairs.in(file, Mix.RINHA, SPANS, "build2"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("build build1; wanted are")
        .hasMessageContaining("build build2. Choose another file");
  }
}

package dev.fallback.bank.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CostsTest {

  @Test
  void a_cost_below_its_target_with_its_whole_interval_is_met() {
    Costs costs = costs(1.05, 1.06, 1.04);
    assertThat(costs.cpuPercent().mean()).isCloseTo(5, within(0.1));
    assertThat(costs.lines()).anyMatch(line -> line.startsWith("processor") && met(line));
    assertThat(costs.noneMissed()).isTrue();
  }

  @Test
  void a_cost_above_its_target_with_its_whole_interval_is_missed() {
    Costs costs = costs(1.30, 1.31, 1.29);
    assertThat(costs.lines())
        .anyMatch(line -> line.startsWith("processor") && line.endsWith("MISSED"));
    assertThat(costs.noneMissed()).isFalse();
  }

  @Test
  void an_interval_across_the_target_decides_nothing() {
    Costs costs = costs(1.05, 1.25, 1.10);
    assertThat(costs.lines())
        .anyMatch(line -> line.startsWith("processor") && line.endsWith("not decided"));
    assertThat(costs.noneMissed()).isTrue();
  }

  @Test
  void a_slower_median_of_reads_alone_is_missed_too() {
    Costs costs =
        new Costs(
            Stream.of(1.0, 1.01)
                .map(p50 -> new Pair("on, off", side(1, p50), side(1, 0.5)))
                .toList());
    assertThat(costs.p50Ms().mean()).isZero();
    assertThat(costs.noneMissed()).isFalse();
  }

  private static boolean met(String line) {
    return line.endsWith(": met");
  }

  private static Costs costs(double... cpuRatios) {
    return new Costs(
        Arrays.stream(cpuRatios)
            .mapToObj(ratio -> new Pair("on, off", side(ratio, 0.5), side(1, 0.5)))
            .toList());
  }

  private static Side side(double cpuMs, double readP50Ms) {
    return new Side(13_600, cpuMs, 0.4, 2, readP50Ms, 3, 200);
  }
}

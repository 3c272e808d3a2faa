package dev.fallback.bank.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fallback.bank.load.Costs.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CostsTest {

  @Test
  void a_cost_below_its_target_with_its_whole_interval_is_met() {
    Costs costs = costs(1.05, 1.06, 1.04);
    assertThat(costs.cpuPercent().mean()).isCloseTo(5, within(0.1));
    assertThat(costs.lines()).anyMatch(line -> line.startsWith("processor") && met(line));
    assertThat(costs.verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void a_cost_above_its_target_with_its_whole_interval_is_missed() {
    Costs costs = costs(1.30, 1.31, 1.29);
    assertThat(costs.lines())
        .anyMatch(line -> line.startsWith("processor") && line.endsWith("MISSED"));
    assertThat(costs.verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void an_interval_across_the_target_decides_nothing() {
    Costs costs = costs(1.05, 1.25, 1.10);
    assertThat(costs.lines())
        .anyMatch(line -> line.startsWith("processor") && line.endsWith("not decided"));
    assertThat(costs.verdict()).isEqualTo(Verdict.NOT_DECIDED);
  }

  @Test
  void a_slower_median_of_reads_alone_is_missed_too() {
    Costs costs =
        new Costs(
            Stream.of(1.0, 1.01)
                .map(p50 -> new Pair("on, off", side(1, p50), side(1, 0.5)))
                .toList());
    assertThat(costs.p50Ms().mean()).isZero();
    assertThat(costs.verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void where_memory_is_not_known_it_is_left_out() {
    Side unknown = new Side(13_600, 1, 0.4, 2, 0.5, 3, null);
    Pair pair = new Pair("on, off", unknown, unknown);
    assertThat(new Costs(List.of(pair, pair)).lines()).noneMatch(line -> line.contains("memory"));
    assertThat(costs(1, 1.01).lines()).anyMatch(line -> line.contains("memory"));
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
    return new Side(13_600, cpuMs, 0.4, 2, readP50Ms, 3, 200.0);
  }
}

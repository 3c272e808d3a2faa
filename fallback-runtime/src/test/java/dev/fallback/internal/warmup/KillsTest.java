package dev.fallback.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.warmup.WarmUpProgress;
import dev.fallback.warmup.WarmUpRun;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A warm-up is killed at any moment, and so are those that succeed it. */
class KillsTest {
  /** More than are done before the last death. */
  private static final long KEYS = 20_000;

  @Property(tries = 20)
  void nothing_is_left_out_and_a_death_costs_a_second_of_work_at_most(
      @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 15_000) Integer> livesMillis) {
    var bench = new WarmUpBench();
    for (int millis : livesMillis) {
      var process = bench.new Mortal();
      bench.run(bench.job(KEYS), process);
      bench.time.advance(Duration.ofMillis(millis));
      process.killed = true;
    }
    WarmUpRun last = bench.run(bench.job(KEYS));
    bench.finish(last);
    assertThat(last.result().join().complete()).isTrue();
    assertThat(bench.stored).hasSize((int) KEYS);
    assertThat(bench.failed).isEmpty();
    double aSecond = bench.told.stream().mapToDouble(WarmUpProgress::rateLimit).max().orElseThrow();
    assertThat(bench.askings() - KEYS).isBetween(0L, (long) (livesMillis.size() * aSecond));
  }
}

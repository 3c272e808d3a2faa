package dev.fallback.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.internal.warmup.WarmUpBench.NotFound;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpCounts;
import dev.fallback.warmup.WarmUpRun;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Keys whose read function makes two calls, and gets over the failure of the second. */
class SeveralCallsTest {
  private static final long OTHER = 1_000_000;

  private final WarmUpBench bench = new WarmUpBench();

  private WarmUp<Long> job(long keys, LongFunction<CompletionStage<Long>> second) {
    return WarmUp.<Long>of(
            "numbers",
            WarmUpBench.upTo(keys),
            key ->
                bench
                    .read(key)
                    .thenCombine(
                        second.apply(OTHER + key).exceptionally(error -> 0L), (one, two) -> one))
        .listener(bench.listener());
  }

  @Test
  void a_key_is_asked_for_again_until_all_its_calls_are_recorded() {
    bench.backendFails = key -> key == OTHER + 3 && bench.asked.get(key) < 3;
    assertThat(bench.finished(job(10, bench::read)).counts()).isEqualTo(new WarmUpCounts(10, 0, 0));
    assertThat(bench.asked.get(OTHER + 3)).isEqualTo(3);
    assertThat(bench.stored).hasSize(20);
  }

  @Test
  void a_key_one_of_whose_calls_always_fails_is_told_as_failed() {
    bench.backendFails = key -> key == OTHER + 3;
    assertThat(bench.finished(job(10, bench::read)).counts()).isEqualTo(new WarmUpCounts(9, 0, 1));
    assertThat(bench.failed.get("3")).hasMessage("backend is down");
  }

  @Test
  void a_business_error_of_the_second_gives_no_key_up_while_the_backend_is_down() {
    WarmUpRun run = bench.run(job(5_000, key -> bench.failing(key, new NotFound())));
    bench.time.advance(Duration.ofSeconds(5));
    bench.backendFails = key -> true;
    bench.time.advance(Duration.ofMinutes(10));
    bench.backendFails = key -> false;
    bench.finish(run);
    assertThat(run.result().join().counts()).isEqualTo(new WarmUpCounts(5_000, 0, 0));
    assertThat(bench.failed).isEmpty();
  }
}

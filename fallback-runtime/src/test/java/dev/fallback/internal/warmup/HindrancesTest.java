package dev.fallback.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.warmup.KeyStream;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpCounts;
import dev.fallback.warmup.WarmUpKeys;
import dev.fallback.warmup.WarmUpResult;
import dev.fallback.warmup.WarmUpRun;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What stands in the way of a job: operators, keys that always fail, code of its own that throws.
 */
class HindrancesTest {
  private final WarmUpBench bench = new WarmUpBench();

  @Test
  void an_operator_s_order_to_all_nodes_goes_before_a_job_that_runs() {
    WarmUpRun run = bench.run(bench.job(10_000));
    bench.time.advance(Duration.ofSeconds(5));
    bench.orderEverywhere(State.ISOLATED);
    bench.time.advance(Duration.ofSeconds(5));
    int askedThen = bench.askings();
    assertThat(askedThen).isPositive();
    bench.time.advance(Duration.ofMinutes(5));
    assertThat(bench.askings()).isEqualTo(askedThen);
    assertThat(run.progress().waitingFor().orElseThrow()).contains("ISOLATED");
    bench.revokeOrders();
    bench.finish(run);
    assertThat(run.result().join().counts().stored()).isEqualTo(10_000);
  }

  @Test
  void an_operation_s_own_hold_lets_no_key_pass_that_was_not_asked_for() {
    assertThat(bench.finished(bench.job(100)).counts().stored()).isEqualTo(100);
    bench
        .control()
        .operation("number")
        .hold(new Hold(State.ISOLATED, "ann", "repair", Duration.ofMinutes(5)));
    WarmUpRun run = bench.run(bench.job(200));
    bench.time.advance(Duration.ofMinutes(4));
    assertThat(run.progress().counts().done()).isZero();
    assertThat(bench.askings()).as("the backend is left alone").isEqualTo(100);
    assertThat(bench.told).anyMatch(told -> told.waitingFor().orElse("").contains("own hold"));
    assertThat(bench.reads).as("and so is the store").isLessThan(4 * 60 * 64);
    bench.finish(run);
    assertThat(run.result().join().counts()).isEqualTo(new WarmUpCounts(200, 0, 0));
  }

  @Test
  void keys_that_always_fail_keep_the_job_from_no_others() {
    bench.backendFails = key -> key < 12 || key >= 988;
    WarmUpResult result = bench.finished(bench.job(1_000));
    assertThat(result.complete()).isTrue();
    assertThat(result.counts()).isEqualTo(new WarmUpCounts(976, 0, 24));
    assertThat(bench.failed).hasSize(24);
  }

  @Test
  void keys_that_cannot_be_closed_end_the_job_all_the_same() {
    WarmUp<Long> job =
        WarmUp.of("numbers", new Unclosable(), bench::read).listener(bench.listener());
    assertThat(bench.finished(job).counts().stored()).isEqualTo(1_000);
    assertThat(bench.control().state()).isEqualTo(State.CLOSED);
    assertThat(bench.jobs.jobs.get("numbers").isOwned()).isFalse();
  }

  /** Keys whose source throws when it is closed. */
  private static final class Unclosable implements WarmUpKeys<Long> {
    @Override
    public String description() {
      return "unclosable";
    }

    @Override
    public KeyStream<Long> open() {
      KeyStream<Long> stream = WarmUpBench.upTo(1_000).open();
      return new KeyStream<>() {
        @Override
        public CompletionStage<List<Long>> next(int atMost) {
          return stream.next(atMost);
        }

        @Override
        public void close() {
          throw new IllegalStateException("the connection is gone");
        }
      };
    }
  }
}

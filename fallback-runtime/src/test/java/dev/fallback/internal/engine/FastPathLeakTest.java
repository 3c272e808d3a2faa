package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.KeyEncoder;
import dev.fallback.codegen.Operation;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.internal.time.Workers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What a good day leaves behind: nothing. A million calls by default; {@code -Dleak.calls=10000000}
 * for ten.
 */
class FastPathLeakTest {
  private static final int CALLS = Integer.getInteger("leak.calls", 1_000_000);

  /** Less than three bytes a call; the smallest object has sixteen. */
  private static final long MARGIN_BYTES = 5L * CALLS / 2;

  @Test
  void calls_in_closed_with_an_unchanged_answer_retain_nothing() {
    ScriptedStore store = new ScriptedStore();
    try (SystemTime time = new SystemTime();
        Engine engine =
            new Engine(
                store,
                SettingsSource.ofCode(Bench.settings()),
                List.of(),
                new RecordingGuards(),
                List.of(),
                time,
                Workers.create())) {
      Operation<Long> operation = engine.operation(Bench.SERVICE, Bench.NUMBER);
      call(operation, CALLS / 10);
      long early = usedBytes();
      call(operation, CALLS - CALLS / 10);
      assertThat(usedBytes() - early).isLessThan(MARGIN_BYTES);
      assertThat(engine.queuedRecordings()).isZero();
      assertThat(store.rows).hasSize(1);
    }
  }

  private static void call(Operation<Long> operation, int times) {
    KeyEncoder key = out -> out.bigint(1);
    CompletionStage<Long> answer = CompletableFuture.completedFuture(42L);
    Supplier<CompletionStage<Long>> backend = () -> answer;
    for (int i = 0; i < times; i++) {
      if (!operation.call(key, backend).isDone()) {
        throw new AssertionError("call " + i + " did not end at once");
      }
    }
  }

  private static long usedBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}

package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers who share a backend call, on threads of their own. */
class SharedCallsOnThreadsTest {
  private static final OperationDescriptor<Long> SHARED =
      OperationDescriptor.of("test.Numbers", "shared", new Bench.NumberCodec())
          .maxAge(Bench.MAX_AGE)
          .retention(Bench.MAX_AGE.multipliedBy(2))
          .timeout(Bench.TIMEOUT)
          .shareBackendCalls()
          .storedIn(Bench.NUMBER.table(), "tag");

  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final CompletableFuture<Long> backend = new CompletableFuture<>();

  private CompletableFuture<Long> ask(Operation<Long> operation) {
    return operation.call(out -> out.bigint(1), () -> backend).toCompletableFuture();
  }

  @Test
  @Timeout(30)
  void who_waits_is_answered_though_all_workers_wait_for_him() throws Exception {
    Engine engine =
        new Engine(
            new ScriptedStore(),
            SettingsSource.ofCode(Bench.settings()),
            List.of(),
            new RecordingGuards(),
            List.of(),
            new ManualTime(),
            workers);
    Operation<Long> operation =
        engine.operation(new Bench.Service("test.Numbers", List.of(SHARED)), SHARED);
    ask(operation);
    var second = ask(operation);
    var third = ask(operation);
    CompletableFuture<Long> fourth = ask(operation);
    var afterSecond = second.thenApply(answer -> answer + fourth.join());
    var afterThird = third.thenApply(answer -> answer + fourth.join());
    CompletableFuture<Long> waited = new CompletableFuture<>();
    Thread waiter = new Thread(() -> waited.complete(fourth.join()));
    waiter.start();
    while (waiter.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    Thread answering = new Thread(() -> backend.complete(42L)); // may hang, where this is broken
    answering.setDaemon(true);
    answering.start();
    assertThat(waited.get(20, TimeUnit.SECONDS)).isEqualTo(42);
    assertThat(afterSecond.get(20, TimeUnit.SECONDS)).isEqualTo(84);
    assertThat(afterThird.get(20, TimeUnit.SECONDS)).isEqualTo(84);
    engine.close();
  }
}

package dev.fallback.internal.engine;

import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.internal.time.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Thousands of virtual threads call and wait, beside one that pins its carrier on purpose; then
 * prints who was pinned. Needs Java 21, so it is the main class of a JVM of its own.
 */
final class VirtualCallers {
  private static final int CALLERS = 5_000;

  /** On the main thread: while the JVM loads our classes it pins, and nobody can help it. */
  private static final int FIRST_CALLERS = 50;

  private VirtualCallers() {}

  public static void main(String[] args) throws Exception {
    Path file = Files.createTempFile("pinned", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO).withStackTrace();
      int good = callers(recording);
      recording.dump(file);
      System.out.println("answered " + good);
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        System.out.println("pinned " + String.valueOf(event.getStackTrace()).replace('\n', ' '));
      }
    } finally {
      Files.delete(file);
    }
  }

  private static int callers(Recording recording) throws Exception {
    ScheduledExecutorService slow = Executors.newScheduledThreadPool(2);
    ExecutorService virtual =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try (SystemTime time = new SystemTime();
        Engine engine =
            new Engine(
                new StressStore(slow),
                SettingsSource.ofCode(Bench.settings()),
                List.of(),
                new RecordingGuards(),
                List.of(),
                time,
                Workers.create())) {
      Operation<Long> operation =
          engine.operation(
              Bench.SERVICE,
              OperationDescriptor.of("test.Numbers", "number", new Bench.NumberCodec())
                  .maxAge(Bench.MAX_AGE)
                  .retention(Bench.MAX_AGE)
                  .timeout(Duration.ofMinutes(1)) // also on a machine that has much to do
                  .storedIn(Bench.NUMBER.table(), "tag"));
      for (int key = 0; key < FIRST_CALLERS; key++) {
        called(operation, key, slow);
      }
      recording.start();
      List<Future<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        long key = i;
        calls.add(virtual.submit(() -> called(operation, key, slow)));
      }
      virtual.submit(Pinning::new).get();
      int good = 0;
      for (Future<Boolean> call : calls) {
        good += call.get() ? 1 : 0;
      }
      recording.stop();
      return good;
    } finally {
      virtual.shutdown();
      slow.shutdownNow();
    }
  }

  /** Every tenth call fails, and reads the store. */
  private static boolean called(
      Operation<Long> operation, long key, ScheduledExecutorService slow) {
    CompletableFuture<Long> backend = new CompletableFuture<>();
    slow.schedule(
        () ->
            key % 10 == 0
                ? backend.completeExceptionally(new IllegalStateException("backend is down"))
                : backend.complete(key),
        20,
        TimeUnit.MILLISECONDS);
    try {
      return operation.call(out -> out.bigint(key), () -> backend).join() == key;
    } catch (CompletionException failed) {
      return false;
    }
  }

  /** A class that waits while it is made: the one way to be pinned in every release so far. */
  private static final class Pinning {
    static {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}

package dev.fallback.bank.lab.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Samples, twice a second, how much memory this process and all its descendants hold together: the
 * sum of their resident sets, in which pages that several share count several times. Linux only;
 * elsewhere it measures nothing and says so.
 */
public final class MemoryWatch implements AutoCloseable {
  private static final Path PROC = Path.of("/proc");
  private static final String RESIDENT = "VmRSS:";
  private static final double KIB_PER_MIB = 1024;
  private static final long PERIOD_MILLIS = 500;

  private final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "memory-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long peakKib;

  /** Begins to sample. */
  public static MemoryWatch start() {
    var watch = new MemoryWatch();
    watch.sampler.scheduleAtFixedRate(watch::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  /** The highest sum so far in MiB; empty where it cannot be read. */
  public OptionalDouble peakMb() {
    return peakKib == 0 ? OptionalDouble.empty() : OptionalDouble.of(peakKib / KIB_PER_MIB);
  }

  @Override
  public void close() {
    sampler.shutdownNow();
  }

  private void sample() {
    peakKib = Math.max(peakKib, residentKib(ProcessHandle.current()));
  }

  private static long residentKib(ProcessHandle root) {
    return LongStream.concat(
            LongStream.of(root.pid()), root.descendants().mapToLong(ProcessHandle::pid))
        .map(MemoryWatch::residentKib)
        .sum();
  }

  /** Zero for a process that has ended meanwhile, or where there is no such file system. */
  private static long residentKib(long pid) {
    Path status = PROC.resolve(Long.toString(pid)).resolve("status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}

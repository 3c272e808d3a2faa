package dev.fallback.bank.lab.node;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.Recorded;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts a bank's recordings and measures its process. Thread-safe. */
final class NodeTally implements Consumer<FallbackEvent> {
  private static final double BYTES_PER_MIB = 1024 * 1024;
  private static final long NOT_COUNTED = -1;

  private final LongAdder recorded = new LongAdder();
  private final Map<Cause, LongAdder> skipped = new ConcurrentHashMap<>();

  @Override
  public void accept(FallbackEvent event) {
    if (event instanceof Recorded) {
      recorded.increment();
    } else if (event instanceof RecordingSkipped skip) {
      skipped.computeIfAbsent(skip.cause(), cause -> new LongAdder()).increment();
    }
  }

  NodeFigures figures() {
    Map<String, Long> counts = new TreeMap<>();
    skipped.forEach((cause, count) -> counts.put(cause.name(), count.sum()));
    return new NodeFigures(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / BYTES_PER_MIB,
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : NOT_COUNTED,
        recorded.sum(),
        counts);
  }
}

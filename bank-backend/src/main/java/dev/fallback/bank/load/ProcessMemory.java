package dev.fallback.bank.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Memory of a process as the kernel counts it. Linux only; elsewhere nothing is known. */
final class ProcessMemory {
  private static final String PEAK = "VmHWM:";
  private static final double KIB_PER_MIB = 1024;

  private ProcessMemory() {}

  /** The most memory that was resident so far, in MiB; empty for a process that has ended. */
  static OptionalDouble peakMiB(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}

package dev.fallback.bank.lab;

import dev.fallback.bank.lab.fault.Phase;
import java.time.Duration;
import java.util.Locale;

/**
 * How much memory the evidence of a lab takes: every read and every posting is kept until the
 * report, since nothing is averaged away. A lab that does not fit would die near its end, and all
 * it has seen with it.
 */
final class MemoryNeed {
  /** A sample, its places in lists, and their copies for the figures. */
  private static final double READ_BYTES = 64;

  private static final double POSTING_BYTES = 64;

  /** What a ledger knows of a posting, and the database's row beside it in the end. */
  private static final double LEDGER_BYTES = 600;

  /** The load goes on while servers are repaired. */
  private static final Duration REPAIR = Duration.ofSeconds(30);

  /** Of the heap; the rest is for requests in flight and the report's page. */
  private static final double SHARE = 0.7;

  private static final double MEBI = 1024 * 1024;

  private MemoryNeed() {}

  /**
   * Refuses what does not fit.
   *
   * @param heapBytes the most that this JVM may use
   * @throws IllegalArgumentException the message says what would fit
   */
  static void check(LabOptions options, long heapBytes) {
    double room = heapBytes * SHARE;
    double aSecond = bytesASecond(options);
    double seconds = expected(options).toMillis() / 1000.0;
    if (seconds * aSecond > room) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--seconds: every request is kept for the report, and about %,.0f s of %s reads and"
                  + " %s postings a second, %d variants, repairs included, take %,.0f MiB of the"
                  + " %,.0f there are; about %,.0f s fit, more at a lower rate",
              seconds,
              LabOptions.plain(options.readsPerSecond()),
              LabOptions.plain(options.postingsPerSecond()),
              options.variants().size(),
              seconds * aSecond / MEBI,
              room / MEBI,
              room / aSecond));
    }
  }

  /** Samples are kept of all variants; of ledgers there is one at a time. */
  private static double bytesASecond(LabOptions options) {
    int variants = options.variants().size();
    return options.readsPerSecond() * READ_BYTES * variants
        + options.postingsPerSecond() * (POSTING_BYTES * variants + LEDGER_BYTES);
  }

  /**
   * How long a run lasts: its phases and their repairs, but no phase begins after the plan's end.
   */
  private static Duration expected(LabOptions options) {
    Duration all = Duration.ZERO;
    for (Phase phase : options.plan().phases()) {
      if (all.compareTo(options.plan().begins()) >= 0) {
        break;
      }
      all = all.plus(phase.part().multipliedBy(3)).plus(REPAIR);
    }
    return all;
  }
}

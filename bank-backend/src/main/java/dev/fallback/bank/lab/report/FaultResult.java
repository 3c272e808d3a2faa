package dev.fallback.bank.lab.report;

import dev.fallback.bank.lab.load.Latencies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One phase of a run: its faults and what they did. Times in milliseconds; null where the thing
 * timed did not happen.
 *
 * @param fault its faults as on the command line
 * @param label the same for people
 * @param answersPromised whether every read had to be answered
 * @param lasted from the begin of the faults to the end of their repair
 * @param reads due in the phase
 * @param failed of them
 * @param wrong of those answered in the phase
 * @param availability answered share, in percent, of the reads due while the fault lasted
 * @param duringFromStore of the reads due while the fault lasted, those answered from the store
 * @param duringFailed of them, those that failed
 * @param before latencies of reads due before the fault
 * @param during while it lasted
 * @param after afterwards
 * @param overBound reads that took longer than hard and store timeout together
 * @param firstStoreAnswerMs from the begin to the first answer from the store
 * @param openedMs from the begin to the breaker's opening
 * @param recoveryMs from the end of the repair to the last read that the backend did not answer
 * @param recordedAgainMs from the end of the repair until recording was seen again
 * @param ages of what was served from the store
 * @param resources what the banks held before and after
 * @param dropped recordings lost to a full queue or a failing store
 * @param skipped answers not recorded, by cause
 */
public record FaultResult(
    String fault,
    String label,
    boolean answersPromised,
    double lasted,
    long reads,
    long failed,
    long wrong,
    double availability,
    long duringFromStore,
    long duringFailed,
    Latencies before,
    Latencies during,
    Latencies after,
    long overBound,
    @Nullable Double firstStoreAnswerMs,
    @Nullable Double openedMs,
    @Nullable Double recoveryMs,
    @Nullable Double recordedAgainMs,
    Ages ages,
    Held resources,
    long dropped,
    Map<String, Long> skipped) {

  /**
   * Ages of answers from the store, from as-of to the answer.
   *
   * @param medianMs 0 where there were none
   * @param maxMs 0 where there were none
   * @param counts how many in each of {@link AgeBuckets}
   */
  public record Ages(double medianMs, double maxMs, List<Long> counts) {
    public Ages {
      counts = List.copyOf(counts);
    }
  }

  /** What all banks held together at the begin and the end of the phase. */
  public record Held(
      int threadsBefore,
      int threadsAfter,
      double heapMbBefore,
      double heapMbAfter,
      long filesBefore,
      long filesAfter) {}
}

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
 * @param ended whether it went to its end; a phase that did not is judged by its reads alone
 * @param lasted from the begin of the faults to the end of their repair
 * @param reads due in the phase
 * @param failed of them
 * @param excused of those that failed, those due before all could have been well again after faults
 *     that leave nothing to answer with
 * @param wrong of those answered in the phase
 * @param availability answered share, in percent, of the reads due while the fault lasted; null
 *     where there were none
 * @param duringFromStore of the reads due while the fault lasted, those answered from the store
 * @param duringFailed of them, those that failed
 * @param before latencies of reads due before the fault
 * @param during while it lasted
 * @param after afterwards
 * @param overBound reads that took longer than hard and store timeout together
 * @param late reads that took so long that no slow machine explains it
 * @param firstStoreAnswerMs from the begin to the first answer from the store
 * @param openedMs from the begin to the breaker's opening
 * @param recoveryMs from the end of the repair to the last read that the backend did not answer;
 *     null where the banks did not find back, each of them
 * @param recordedAgainMs from the end of the repair until recording was seen again
 * @param recordings what was recorded
 * @param posted what became of postings
 * @param ages of what was served from the store
 * @param resources what the banks held before and after
 * @param dropped recordings lost to a full queue or a failing store
 * @param skipped answers not recorded, by cause
 */
public record FaultResult(
    String fault,
    String label,
    boolean answersPromised,
    boolean ended,
    double lasted,
    long reads,
    long failed,
    long excused,
    long wrong,
    @Nullable Double availability,
    long duringFromStore,
    long duringFailed,
    Latencies before,
    Latencies during,
    Latencies after,
    long overBound,
    long late,
    @Nullable Double firstStoreAnswerMs,
    @Nullable Double openedMs,
    @Nullable Double recoveryMs,
    @Nullable Double recordedAgainMs,
    Recordings recordings,
    Posted posted,
    Ages ages,
    Held resources,
    long dropped,
    Map<String, Long> skipped) {

  /**
   * Answers recorded around the fault.
   *
   * @param before recorded before it
   * @param dueBefore whether so many answers had changed by then that some had to be
   * @param dueAgain the same after the repair
   */
  public record Recordings(long before, boolean dueBefore, boolean dueAgain) {}

  /** Postings that were due before the fault and after its repair, and those accepted of them. */
  public record Posted(long sentBefore, long acceptedBefore, long sentAfter, long acceptedAfter) {}

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

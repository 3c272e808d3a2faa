package dev.fallback.bank.lab;

import dev.fallback.bank.lab.fault.Phase;
import dev.fallback.bank.lab.node.NodeFigures;
import dev.fallback.bank.lab.report.PhaseRecord;
import java.util.List;
import java.util.OptionalLong;

/**
 * What happened when in a phase, on the monotonic clock.
 *
 * @param from its begin, all well
 * @param begun just before its faults began
 * @param ending just before their repair began
 * @param restored when all that was broken answered again
 * @param to its end
 * @param recordedAgain when the banks were first seen to record after the repair; empty where that
 *     was not looked for
 * @param before what the banks said of themselves at its begin
 * @param after at its end
 */
record PhaseTimes(
    Phase phase,
    long from,
    long begun,
    long ending,
    long restored,
    long to,
    OptionalLong recordedAgain,
    List<NodeFigures> before,
    List<NodeFigures> after) {

  PhaseRecord from(long start) {
    return new PhaseRecord(
        phase,
        from - start,
        begun - start,
        ending - start,
        restored - start,
        to - start,
        recordedAgain.isPresent()
            ? OptionalLong.of(recordedAgain.getAsLong() - start)
            : recordedAgain,
        before,
        after);
  }
}

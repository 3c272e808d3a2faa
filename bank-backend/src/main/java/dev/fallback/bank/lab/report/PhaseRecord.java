package dev.fallback.bank.lab.report;

import dev.fallback.bank.lab.fault.Phase;
import dev.fallback.bank.lab.node.NodeFigures;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * What happened when in a phase, in nanoseconds; in a report they are from the start of the load.
 *
 * @param from its begin, all well
 * @param begun just before its faults began
 * @param ending just before their repair began
 * @param restored when all that was broken answered again
 * @param to its end
 * @param recordedBefore answers that the banks recorded before its faults began
 * @param recordedAgain when the banks were first seen to record after the repair; empty where they
 *     were not
 * @param end how it ended
 * @param before what each bank said of itself at its begin
 * @param after at its end
 */
public record PhaseRecord(
    Phase phase,
    long from,
    long begun,
    long ending,
    long restored,
    long to,
    long recordedBefore,
    OptionalLong recordedAgain,
    End end,
    List<NodeFigures> before,
    List<NodeFigures> after) {
  public PhaseRecord {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** How a phase can end. */
  public enum End {
    /** All banks asked the backend again, and it answered. */
    RECOVERED,
    /** They were waited for in vain. */
    NOT_RECOVERED,
    /** The run ended within it: what had not happened yet has the time of its end. */
    CUT_SHORT
  }

  /** What the banks counted meanwhile; one that was killed began at zero again. */
  long counted(ToLongFunction<NodeFigures> counter) {
    long all = 0;
    for (int i = 0; i < after.size(); i++) {
      long then = i < before.size() ? counter.applyAsLong(before.get(i)) : 0;
      long now = counter.applyAsLong(after.get(i));
      all += now < then ? now : now - then;
    }
    return all;
  }

  /** The same, in times from an origin. */
  public PhaseRecord since(long origin) {
    return new PhaseRecord(
        phase,
        from - origin,
        begun - origin,
        ending - origin,
        restored - origin,
        to - origin,
        recordedBefore,
        recordedAgain.isPresent()
            ? OptionalLong.of(recordedAgain.getAsLong() - origin)
            : recordedAgain,
        end,
        before,
        after);
  }
}

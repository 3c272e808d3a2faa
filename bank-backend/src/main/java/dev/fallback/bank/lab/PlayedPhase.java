package dev.fallback.bank.lab;

import dev.fallback.bank.lab.fault.Phase;
import dev.fallback.bank.lab.node.NodeFigures;
import dev.fallback.bank.lab.report.PhaseRecord;
import dev.fallback.bank.lab.report.PhaseRecord.End;
import java.util.List;
import java.util.OptionalLong;

/**
 * A phase that is being played: what has happened of it so far, so that a run that ends within it
 * can be told of. Written by one thread, read by any.
 */
final class PlayedPhase {
  private final Phase phase;
  private final long from;
  private volatile List<NodeFigures> before = List.of();
  private volatile long recordedBefore;
  private volatile OptionalLong begun = OptionalLong.empty();
  private volatile OptionalLong ending = OptionalLong.empty();
  private volatile OptionalLong restored = OptionalLong.empty();
  private volatile OptionalLong recordedAgain = OptionalLong.empty();

  /** Begins, all well. */
  PlayedPhase(Phase phase, long from) {
    this.phase = phase;
    this.from = from;
  }

  /** What each bank says of itself at the begin. */
  void before(List<NodeFigures> figures) {
    before = figures;
  }

  /** The faults begin, after so many answers were recorded. */
  void begun(long nanos, long recorded) {
    recordedBefore = recorded;
    begun = OptionalLong.of(nanos);
  }

  /** The repair begins. */
  void ending(long nanos) {
    ending = OptionalLong.of(nanos);
  }

  /** All that was broken answers again. */
  void restored(long nanos) {
    restored = OptionalLong.of(nanos);
  }

  /** When recording was seen again, if it was. */
  void recordedAgain(OptionalLong nanos) {
    recordedAgain = nanos;
  }

  /** It is over. */
  PhaseRecord over(long to, boolean recovered, List<NodeFigures> after) {
    return record(to, recovered ? End.RECOVERED : End.NOT_RECOVERED, after);
  }

  /** The run ends within it. */
  PhaseRecord cutShort(long now) {
    return record(now, End.CUT_SHORT, List.of());
  }

  private PhaseRecord record(long to, End end, List<NodeFigures> after) {
    return new PhaseRecord(
        phase,
        Math.min(from, to),
        begun.orElse(to),
        ending.orElse(to),
        restored.orElse(to),
        to,
        recordedBefore,
        recordedAgain,
        end,
        before,
        after);
  }
}

package dev.fallback.bank.lab.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of a run: a while in which all is well, faults that happen together, a while after their
 * repair.
 *
 * @param faults at least one; none has the same target as another in a way that would undo it
 * @param part each of the three whiles; the last goes on until the banks have recovered
 */
public record Phase(List<FaultKind> faults, Duration part) {
  public Phase {
    faults = List.copyOf(faults);
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("a phase needs a fault");
    }
  }

  /** Its faults as on the command line. */
  public String words() {
    return faults.stream().map(FaultKind::word).collect(Collectors.joining("+"));
  }

  /** Whether any of its faults needs that. */
  public boolean needs(FaultKind.Need need) {
    return faults.stream().anyMatch(kind -> kind.needs(need));
  }

  /** Whether the database shows something else than the truth while it lasts. */
  public boolean bendsTruth() {
    return faults.contains(FaultKind.LIES) || faults.contains(FaultKind.REWIND);
  }

  /**
   * Whether every read of a recorded key must be answered: with one fault always, but where backend
   * and store fail together; with several where the store has lost one of its three nodes at most
   * and no bank is touched.
   */
  public boolean promisesAnswers() {
    if (needs(FaultKind.Need.NO_ANSWERS)) {
      return false;
    }
    return faults.size() == 1
        || faults.stream()
            .allMatch(kind -> kind.needs(FaultKind.Need.CLUSTER) || kind.isOfBackendOnly());
  }
}

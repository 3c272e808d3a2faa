package dev.fallback.bank.lab.fault;

import dev.fallback.bank.lab.node.NodeException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * The faults of one phase as one: those of the backend first, then those of the banks, then those
 * of the store, and repaired in the opposite order. So banks that are replaced find a store to
 * migrate, and whoever repairs the backend finds banks and a store that do what he orders.
 */
public final class Faults implements Fault {
  private final List<Fault> faults;

  /** Fresh ones. */
  public Faults(Phase phase) {
    faults = inOrder(phase.faults()).stream().map(FaultKind::make).toList();
  }

  static List<FaultKind> inOrder(List<FaultKind> faults) {
    return faults.stream().sorted(Comparator.comparingInt(Faults::rank)).toList();
  }

  private static int rank(FaultKind fault) {
    Set<Victim> victims = Victim.of(fault);
    return victims.contains(Victim.STORE) ? 2 : victims.contains(Victim.BANKS) ? 1 : 0;
  }

  @Override
  public void prepare(Stage stage)
      throws SQLException, NodeException, TimeoutException, InterruptedException {
    for (Fault fault : faults) {
      fault.prepare(stage);
    }
  }

  @Override
  public void begin(Stage stage)
      throws SQLException, NodeException, TimeoutException, InterruptedException {
    for (Fault fault : faults) {
      fault.begin(stage);
    }
  }

  @Override
  public void worsen(Stage stage)
      throws SQLException, NodeException, TimeoutException, InterruptedException {
    for (Fault fault : faults) {
      fault.worsen(stage);
    }
  }

  @Override
  public void end(Stage stage)
      throws SQLException, NodeException, TimeoutException, InterruptedException {
    List<Fault> lastFirst = new ArrayList<>(faults);
    Collections.reverse(lastFirst);
    for (Fault fault : lastFirst) {
      fault.end(stage);
    }
  }
}

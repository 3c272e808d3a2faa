package dev.fallback.bank.lab.fault;

import dev.fallback.bank.lab.node.NodeException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The faults of one phase as one: made in order, repaired in the opposite order. */
public final class Faults implements Fault {
  private final List<Fault> faults;

  /** Fresh ones. */
  public Faults(Phase phase) {
    faults = phase.faults().stream().map(FaultKind::make).toList();
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

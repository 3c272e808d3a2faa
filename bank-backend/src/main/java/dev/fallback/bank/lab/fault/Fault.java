package dev.fallback.bank.lab.fault;

import dev.fallback.bank.lab.node.NodeException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

/**
 * One thing that goes wrong, on real servers, and its repair. Used once, by one thread. Each method
 * returns when what it does is done.
 */
public interface Fault {

  /** Before the load: what must exist for the fault to happen later. */
  default void prepare(Stage stage)
      throws SQLException, NodeException, TimeoutException, InterruptedException {}

  /** Makes it happen. */
  void begin(Stage stage)
      throws SQLException, NodeException, TimeoutException, InterruptedException;

  /** Half-way between begin and end: makes it worse, where it gets worse. */
  default void worsen(Stage stage)
      throws SQLException, NodeException, TimeoutException, InterruptedException {}

  /** Repairs it, as an operator would; returns when what was broken answers again. */
  void end(Stage stage) throws SQLException, NodeException, TimeoutException, InterruptedException;
}

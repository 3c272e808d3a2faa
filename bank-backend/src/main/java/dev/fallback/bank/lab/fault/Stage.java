package dev.fallback.bank.lab.fault;

import dev.fallback.bank.lab.node.BankNode;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedPostgres;
import dev.fallback.testkit.TcpProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** What a fault may lay its hands on. */
public interface Stage {

  /** The backend. */
  EmbeddedPostgres postgres();

  /** What stands between the banks and the backend, where a fault of the run needs that. */
  TcpProxy proxy();

  /** The nodes of the store: one, or three. */
  List<EmbeddedCassandra> storeNodes();

  /** The banks: one, or two behind a balancer. */
  List<BankNode> banks();

  /** Executes statements on the banks' database, past the banks. */
  void sql(String statements) throws SQLException;

  /** From which chance draws; seeded. */
  RandomGenerator random();

  /** How long the fault is to last, from the end of its begin to its repair. */
  Duration lasts();

  /** Tells the judge that what the backend answers from now on is false, or true again. */
  void backendLies(boolean lies);

  /**
   * Holds back postings until every one that was sent is settled, and compares all with the
   * database: what is lost afterwards was lost by the restoring, not by the bank.
   */
  void settlePostings() throws SQLException, TimeoutException, InterruptedException;

  /** Tells the judge that the backend may show its state of before the load from now on. */
  void rewinding();

  /** Waits until the banks answer from the backend again, for half a minute at most. */
  void awaitBackend();

  /**
   * Tells the judge that the backend has gone back to its state of before the load, and lets
   * postings go on.
   */
  void rewound();
}

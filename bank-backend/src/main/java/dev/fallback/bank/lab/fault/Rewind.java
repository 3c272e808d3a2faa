package dev.fallback.bank.lab.fault;

import dev.fallback.bank.lab.node.BankNode;
import dev.fallback.bank.lab.node.NodeException;
import dev.fallback.bank.lab.node.NodeOrder;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeoutException;

/**
 * Postgres is restored to an earlier point: its data directory is replaced by a copy made before
 * the load. What was recorded since is of a past that never happened, and the operator says so: a
 * distrust of that time. First the breakers are told to ask the backend again at once, and it is
 * seen to answer: distrusted snapshots answer nothing, and a backend that is left alone, or whose
 * first connections are still broken, does not either.
 */
final class Rewind implements Fault {
  private Instant copied = Instant.EPOCH;

  @Override
  public void prepare(Stage stage) {
    copied = Instant.now();
    stage.postgres().keepCopy();
  }

  @Override
  public void begin(Stage stage) throws SQLException, TimeoutException, InterruptedException {
    stage.proxy().refuse();
    stage.settlePostings();
    stage.postgres().kill();
  }

  @Override
  public void end(Stage stage) throws NodeException, InterruptedException {
    stage.postgres().rewind();
    stage.rewinding();
    stage.proxy().accept();
    long from = micros(copied);
    long until = micros(Instant.now());
    for (BankNode bank : stage.banks()) {
      bank.order(new NodeOrder.AskAgain());
    }
    stage.awaitBackend();
    for (BankNode bank : stage.banks()) {
      bank.order(new NodeOrder.Distrust(from, until));
    }
    stage.rewound();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}

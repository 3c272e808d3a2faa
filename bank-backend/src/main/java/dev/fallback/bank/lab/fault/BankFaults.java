package dev.fallback.bank.lab.fault;

import dev.fallback.bank.lab.node.BankNode;
import dev.fallback.bank.lab.node.NodeException;
import dev.fallback.bank.lab.node.NodeOrder;
import dev.fallback.bank.lab.node.Releases;
import java.time.Duration;

/** Faults of the bank itself, of which there are two then, behind a balancer. */
final class BankFaults {
  private static final Duration AHEAD = Duration.ofHours(1);

  private BankFaults() {}

  /** One of the two is killed with whatever it was doing, and started again. */
  static final class Kill implements Fault {
    @Override
    public void begin(Stage stage) {
      stage.banks().get(0).kill();
    }

    @Override
    public void end(Stage stage) throws NodeException, InterruptedException {
      stage.banks().get(0).restart();
    }
  }

  /** The clock of one of the two jumps an hour ahead, and back. */
  static final class ClockAhead implements Fault {
    @Override
    public void begin(Stage stage) throws NodeException, InterruptedException {
      second(stage).order(new NodeOrder.SetClock(AHEAD.toMillis()));
    }

    @Override
    public void end(Stage stage) throws NodeException, InterruptedException {
      second(stage).order(new NodeOrder.SetClock(0));
    }
  }

  /**
   * One of the two is replaced by the next release, which stores more, after its migration; then
   * Postgres dies, and both answer with what either has recorded. Afterwards the new release is
   * taken back.
   */
  static final class TwoReleases implements Fault {
    @Override
    public void begin(Stage stage) throws NodeException, InterruptedException {
      second(stage).release(Releases.next());
    }

    @Override
    public void worsen(Stage stage) {
      stage.postgres().kill();
    }

    @Override
    public void end(Stage stage) throws NodeException, InterruptedException {
      stage.postgres().restart();
      second(stage).restart();
    }
  }

  private static BankNode second(Stage stage) {
    return stage.banks().get(1);
  }
}

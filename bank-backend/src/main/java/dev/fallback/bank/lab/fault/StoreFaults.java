package dev.fallback.bank.lab.fault;

import dev.fallback.testkit.EmbeddedCassandra;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of the store. */
final class StoreFaults {
  private StoreFaults() {}

  /** One node, drawn by chance, is dead. */
  static final class KillNode implements Fault {
    private @Nullable EmbeddedCassandra victim;

    @Override
    public void begin(Stage stage) {
      EmbeddedCassandra drawn = drawn(stage);
      victim = drawn;
      drawn.kill();
    }

    @Override
    public void end(Stage stage) {
      if (victim != null) {
        victim.restart();
      }
    }
  }

  /** One node, drawn by chance, hangs: its connections are open and nothing answers. */
  static final class HangNode implements Fault {
    private @Nullable EmbeddedCassandra victim;

    @Override
    public void begin(Stage stage) {
      EmbeddedCassandra drawn = drawn(stage);
      victim = drawn;
      drawn.pause();
    }

    @Override
    public void end(Stage stage) {
      if (victim != null) {
        victim.resume();
      }
    }
  }

  /** All nodes are dead. */
  static final class Down implements Fault {
    @Override
    public void begin(Stage stage) {
      stage.storeNodes().parallelStream().forEach(EmbeddedCassandra::kill);
    }

    @Override
    public void end(Stage stage) {
      restartAll(stage.storeNodes());
    }
  }

  /** Each node in turn is killed and started again. */
  static final class Restart implements Fault {
    @Override
    public void begin(Stage stage) {
      stage.storeNodes().forEach(EmbeddedCassandra::restart);
    }

    @Override
    public void end(Stage stage) {
      // Each was waited for.
    }
  }

  /** Nothing is left to answer with. */
  static final class BothDown implements Fault {
    @Override
    public void begin(Stage stage) {
      stage.postgres().kill();
      stage.storeNodes().parallelStream().forEach(EmbeddedCassandra::kill);
    }

    @Override
    public void end(Stage stage) {
      restartAll(stage.storeNodes());
      stage.postgres().restart();
    }
  }

  private static EmbeddedCassandra drawn(Stage stage) {
    List<EmbeddedCassandra> nodes = stage.storeNodes();
    return nodes.get(stage.random().nextInt(nodes.size()));
  }

  /** The seed first: the others look for it. */
  private static void restartAll(List<EmbeddedCassandra> nodes) {
    nodes.get(0).restart();
    nodes.subList(1, nodes.size()).parallelStream().forEach(EmbeddedCassandra::restart);
  }
}

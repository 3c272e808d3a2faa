package dev.fallback.bank.lab.fault;

import java.time.Duration;

/** Faults of the process of Postgres and of the way to it. */
final class PostgresFaults {
  private static final Duration EACH_WAY = Duration.ofMillis(1500);

  private PostgresFaults() {}

  /** Connections are reset, new ones refused, what was acknowledged is on disk. */
  static final class Kill implements Fault {
    @Override
    public void begin(Stage stage) {
      stage.postgres().kill();
    }

    @Override
    public void end(Stage stage) {
      stage.postgres().restart();
    }
  }

  /** Connections stay open, new ones are made by the kernel, nothing ever answers. */
  static final class Hang implements Fault {
    @Override
    public void begin(Stage stage) {
      stage.postgres().pause();
    }

    @Override
    public void end(Stage stage) {
      stage.postgres().resume();
    }
  }

  /** Every answer takes three seconds longer. */
  static final class Slow implements Fault {
    @Override
    public void begin(Stage stage) {
      stage.proxy().delay(EACH_WAY);
    }

    @Override
    public void end(Stage stage) {
      stage.proxy().delay(Duration.ZERO);
    }
  }

  /** Postgres lives, and nobody can reach it. */
  static final class Refuse implements Fault {
    @Override
    public void begin(Stage stage) {
      stage.proxy().refuse();
    }

    @Override
    public void end(Stage stage) {
      stage.proxy().accept();
    }
  }
}

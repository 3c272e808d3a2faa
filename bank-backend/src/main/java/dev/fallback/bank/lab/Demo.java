package dev.fallback.bank.lab;

import dev.fallback.bank.BankStartException;
import dev.fallback.bank.lab.load.Waiter;
import dev.fallback.bank.lab.report.RunRecord;
import dev.fallback.bank.lab.report.RunResult;
import dev.fallback.bank.lab.watch.MemoryWatch;
import dev.fallback.bank.lab.watch.Screen;
import dev.fallback.bank.lab.watch.StateWatch;
import dev.fallback.bank.warmup.WarmUp;
import dev.fallback.bank.warmup.WarmUpResult;
import dev.fallback.bank.warmup.WarmUpSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The whole story: start real servers, fill the store, load the bank, kill Postgres at a third of
 * the time and start it again at two thirds, wait for the way back, ask the database what is true.
 */
final class Demo {
  private static final double NANOS_PER_MILLI = 1e6;

  private final DemoOptions options;
  private final Screen screen;
  private final Instant commandStarted;
  private final Waiter waiter = Waiter.system();

  /**
   * A demo that has not begun.
   *
   * @param commandStarted when the command started, building left out
   */
  Demo(DemoOptions options, Screen screen, Instant commandStarted) {
    this.options = options;
    this.screen = screen;
    this.commandStarted = commandStarted;
  }

  /**
   * Runs it.
   *
   * @throws DemoException when it could not be run to its end
   */
  RunRecord run() throws DemoException, InterruptedException {
    screen.say("Starting Postgres and Cassandra, both real, both ours to kill ...");
    var states = new StateWatch(waiter);
    try (MemoryWatch memory = MemoryWatch.start();
        Landscape landscape = Landscape.start(options.accounts(), states, screen::say)) {
      WarmUpResult warmUp = warmUp(landscape);
      try (LoadRun load = LoadRun.prepare(landscape, options, states, waiter)) {
        Duration firstAnswer = Duration.between(commandStarted, Instant.now());
        screen.say(
            "First request answered %s after the command"
                .formatted(Landscape.seconds(firstAnswer)));
        return load.run(screen)
            .record(
                startup(landscape, warmUp, firstAnswer),
                memory.peakMb(),
                Surroundings.of(landscape));
      }
    } catch (SQLException e) {
      throw new DemoException("Postgres could not be asked what is true: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new DemoException("Some requests had neither an answer nor a failure at the end.", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DemoException("The outage did not go as planned: " + cause.getMessage(), e);
    } catch (BankStartException e) {
      throw new DemoException(String.valueOf(e.getMessage()), e);
    }
  }

  private WarmUpResult warmUp(Landscape landscape) throws DemoException, InterruptedException {
    WarmUpResult result =
        new WarmUp(landscape.bank().core(), WarmUpSettings.defaults())
            .run(options.accountIds(), done -> {});
    if (!result.complete()) {
      throw new DemoException(
          "Only %d of %d statements could be stored before the load."
              .formatted(result.recorded(), result.accounts()));
    }
    screen.say(
        "Store filled with %d statements in state Forced, %s"
            .formatted(result.recorded(), Landscape.seconds(result.took())));
    return result;
  }

  private static RunResult.Startup startup(
      Landscape landscape, WarmUpResult warmUp, Duration firstAnswer) {
    return new RunResult.Startup(
        millis(landscape.postgres().startTime()),
        millis(landscape.cassandra().startTime()),
        millis(landscape.schemaTime()),
        millis(landscape.bankTime()),
        millis(warmUp.took()),
        millis(firstAnswer));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLI;
  }
}

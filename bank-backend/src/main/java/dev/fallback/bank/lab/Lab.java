package dev.fallback.bank.lab;

import dev.fallback.bank.BankStartException;
import dev.fallback.bank.lab.fault.FaultKind.Need;
import dev.fallback.bank.lab.load.Waiter;
import dev.fallback.bank.lab.node.NodeException;
import dev.fallback.bank.lab.report.RunRecord;
import dev.fallback.bank.lab.report.RunResult;
import dev.fallback.bank.lab.watch.MemoryWatch;
import dev.fallback.bank.lab.watch.Screen;
import dev.fallback.bank.variant.Variant;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The whole story: start real servers, start the bank, fill the store, load the bank, make things
 * go wrong, wait for the way back, ask the database what is true; once for each variant.
 */
final class Lab {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Running NOTHING = reason -> Optional.empty();

  private final LabOptions options;
  private final Screen screen;
  private final Path log;
  private final Instant commandStarted;
  private final Waiter waiter = Waiter.system();
  private final List<RunRecord> over = new ArrayList<>();
  private Running running = NOTHING;

  /** A run that is not over. */
  private interface Running {
    Optional<RunRecord> soFar(String reason);
  }

  /**
   * A lab that has not begun.
   *
   * @param log where the banks' logs go
   * @param commandStarted when the command started, building left out
   */
  Lab(LabOptions options, Screen screen, Path log, Instant commandStarted) {
    this.options = options;
    this.screen = screen;
    this.log = log;
    this.commandStarted = commandStarted;
  }

  /**
   * Runs all variants on servers of its own.
   *
   * @throws LabException when it could not be done to its end; {@link #soFar} has what was
   */
  List<RunRecord> run() throws LabException, InterruptedException {
    screen.say("Starting Postgres and Cassandra, both real, both ours to break ...");
    try (MemoryWatch memory = MemoryWatch.start();
        var launched = new Banks.Launched(options, log, waiter);
        Servers servers = Servers.start(options.plan().needs(Need.CLUSTER), screen::say)) {
      run(servers, launched, options.variants().get(0), memory);
      for (Variant variant : options.variants().subList(1, options.variants().size())) {
        try (var next = new Banks.Launched(options, log, waiter)) {
          run(servers, next, variant, memory);
        }
      }
      return over();
    }
  }

  /**
   * The runs that are over, and what has been seen of the one that is not. For any thread.
   *
   * @param reason why that one is not waited for, as a sentence
   */
  synchronized List<RunRecord> soFar(String reason) {
    List<RunRecord> all = new ArrayList<>(over);
    running.soFar(reason).ifPresent(all::add);
    return List.copyOf(all);
  }

  private synchronized List<RunRecord> over() {
    return List.copyOf(over);
  }

  private synchronized void begin(Running run) {
    running = run;
  }

  private synchronized void end(RunRecord run) {
    over.add(run);
    running = NOTHING;
  }

  private void run(Servers servers, Banks.Launched launched, Variant variant, MemoryWatch memory)
      throws LabException, InterruptedException {
    try {
      Servers.Place place = servers.place();
      screen.say("Schema made, " + Servers.seconds(place.schemaTime()));
      long starting = waiter.nanos();
      try (Banks banks = Banks.start(launched, servers, place, options, variant)) {
        Duration bankTime = since(starting);
        screen.say(
            "%s, variant %s, after %s"
                .formatted(
                    banks.nodes().size() == 1 ? "The bank serves" : "Two banks serve",
                    variant.word(),
                    Servers.seconds(bankTime)));
        try (var load = new LabRun(options, variant, servers, place, banks, waiter)) {
          long filling = waiter.nanos();
          load.fill();
          Duration fill = since(filling);
          Duration firstAnswer = Duration.between(commandStarted, Instant.now());
          screen.say(
              "Store filled with %d statements, %s; %s after the command"
                  .formatted(
                      options.accounts(), Servers.seconds(fill), Servers.seconds(firstAnswer)));
          RunResult.Startup startup = startup(servers, place, bankTime, fill, firstAnswer);
          RunResult.Environment environment = Surroundings.of(servers);
          begin(
              reason ->
                  load.soFar(reason)
                      .map(found -> found.record(startup, memory.peakMb(), environment)));
          LabRun.Finished found = load.run(screen);
          end(found.record(startup, memory.peakMb(), environment));
          if (found.cutShort().isPresent()) {
            throw new LabException(found.cutShort().get());
          }
        }
      }
    } catch (SQLException e) {
      throw new LabException("Postgres could not be asked what is true: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new LabException("Some requests had neither an answer nor a failure at the end.", e);
    } catch (NodeException | BankStartException | UncheckedIOException e) {
      throw new LabException(String.valueOf(e.getMessage()), e);
    }
  }

  private static RunResult.Startup startup(
      Servers servers,
      Servers.Place place,
      Duration bankTime,
      Duration fill,
      Duration firstAnswer) {
    return new RunResult.Startup(
        millis(servers.postgres().startTime()),
        millis(servers.storeNodes().get(0).startTime()),
        millis(place.schemaTime()),
        millis(bankTime),
        millis(fill),
        millis(firstAnswer));
  }

  private Duration since(long startNanos) {
    return Duration.ofNanos(waiter.nanos() - startNanos);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLI;
  }
}

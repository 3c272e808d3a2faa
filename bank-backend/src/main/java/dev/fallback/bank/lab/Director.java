package dev.fallback.bank.lab;

import dev.fallback.bank.lab.fault.Faults;
import dev.fallback.bank.lab.fault.Phase;
import dev.fallback.bank.lab.fault.Plan;
import dev.fallback.bank.lab.load.Waiter;
import dev.fallback.bank.lab.node.NodeException;
import dev.fallback.bank.lab.node.NodeFigures;
import dev.fallback.bank.lab.report.PhaseRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Makes the plan's faults happen, each phase when the one before is over, on a thread of its own. A
 * phase is over when its time is and the banks have recovered.
 */
final class Director {
  /** Repairs that take long, starts of servers, are no part of the plan's length. */
  private static final Duration LONGEST_REPAIRS = Duration.ofMinutes(5);

  private static final Duration LOOK_AT_FIGURES = Duration.ofMillis(200);

  private final Plan plan;
  private final List<Faults> faults;
  private final RunStage stage;
  private final Banks banks;
  private final Recovery recovery;
  private final Waiter waiter;
  private final CompletableFuture<List<PhaseRecord>> done = new CompletableFuture<>();
  private volatile String now = "All is well";

  Director(Plan plan, RunStage stage, Banks banks, Recovery recovery, Waiter waiter) {
    this.plan = plan;
    this.faults = plan.phases().stream().map(Faults::new).toList();
    this.stage = stage;
    this.banks = banks;
    this.recovery = recovery;
    this.waiter = waiter;
  }

  /** Makes what the faults need before the load. */
  void prepare() throws SQLException, NodeException, TimeoutException, InterruptedException {
    for (Faults one : faults) {
      one.prepare(stage);
    }
  }

  /** How long the plan takes if all recover at once. */
  Duration planned() {
    return plan.phases().stream()
        .map(phase -> phase.part().multipliedBy(3))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** How long it can take. */
  Duration longest() {
    return planned().plus(Recovery.PATIENCE.plus(LONGEST_REPAIRS).multipliedBy(faults.size()));
  }

  /** What goes on, in a few words. */
  String now() {
    return now;
  }

  /** Begins. */
  void start(long startNanos) {
    var thread = new Thread(() -> run(startNanos), "director");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether it is over, well or not. */
  boolean isDone() {
    return done.isDone();
  }

  /**
   * Waits until it is over.
   *
   * @throws ExecutionException when a fault could not be made or repaired
   */
  List<PhaseRecord> await() throws InterruptedException, ExecutionException {
    return done.get();
  }

  private void run(long startNanos) {
    try {
      List<PhaseRecord> times = new ArrayList<>();
      long from = startNanos;
      for (int i = 0; i < faults.size() && mayBegin(from - startNanos); i++) {
        PhaseRecord phase = play(plan.phases().get(i), faults.get(i), from);
        times.add(phase.since(startNanos));
        from = phase.to();
      }
      done.complete(times);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done.completeExceptionally(e);
    } catch (SQLException | NodeException | TimeoutException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private boolean mayBegin(long afterNanos) {
    return Duration.ofNanos(afterNanos).compareTo(plan.begins()) < 0;
  }

  private PhaseRecord play(Phase phase, Faults fault, long from)
      throws SQLException, NodeException, TimeoutException, InterruptedException {
    long part = phase.part().toNanos();
    now = "All is well";
    stage.next(phase);
    List<NodeFigures> before = banks.figuresWithoutGarbage();
    waiter.waitUntil(from + part);
    now = phase.faults().stream().map(kind -> kind.label()).collect(Collectors.joining(" + "));
    long begun = waiter.nanos();
    fault.begin(stage);
    long broken = waiter.nanos();
    waiter.waitUntil(broken + part / 2);
    fault.worsen(stage);
    waiter.waitUntil(broken + part);
    now = "Being repaired";
    long ending = waiter.nanos();
    fault.end(stage);
    long restored = waiter.nanos();
    now = "Repaired";
    long giveUp = restored + part + Recovery.PATIENCE.toNanos();
    OptionalLong recordedAgain = phase.hitsStore() ? awaitRecording(giveUp) : OptionalLong.empty();
    waiter.waitUntil(restored + part);
    recovery.await(giveUp); // after the time, since what has recovered may relapse within it
    return new PhaseRecord(
        phase,
        from,
        begun,
        ending,
        restored,
        waiter.nanos(),
        recordedAgain,
        before,
        banks.figuresWithoutGarbage());
  }

  private OptionalLong awaitRecording(long giveUp) throws NodeException, InterruptedException {
    long before = recorded();
    // Where nothing was ever recorded, nothing will be: the variant does not record.
    while (before > 0 && waiter.nanos() < giveUp) {
      if (recorded() > before) {
        return OptionalLong.of(waiter.nanos());
      }
      waiter.waitUntil(waiter.nanos() + LOOK_AT_FIGURES.toNanos());
    }
    return OptionalLong.empty();
  }

  private long recorded() throws NodeException, InterruptedException {
    return banks.figures().stream().mapToLong(NodeFigures::recorded).sum();
  }
}

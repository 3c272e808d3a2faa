package dev.fallback.bank.lab;

import dev.fallback.bank.lab.fault.Faults;
import dev.fallback.bank.lab.fault.Phase;
import dev.fallback.bank.lab.fault.Plan;
import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.load.Waiter;
import dev.fallback.bank.lab.node.NodeException;
import dev.fallback.bank.lab.node.NodeFigures;
import dev.fallback.bank.lab.report.PhaseRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan's faults happen, each phase when the one before is over, on a thread of its own.
 * Its faults begin when its time has come and something was recorded while all was well; it is over
 * when its time is, answers are recorded and postings accepted again, and the banks have recovered.
 * None of these is waited for without end.
 */
final class Director {
  /** Repairs that take long, starts of servers, are no part of the plan's length. */
  private static final Duration LONGEST_REPAIRS = Duration.ofMinutes(5);

  /** How long a fault is held back where nothing is recorded though all is well. */
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

  private final Plan plan;
  private final List<Faults> faults;
  private final RunStage stage;
  private final Banks banks;
  private final Recovery recovery;
  private final Measurements measured;
  private final GoingOn recording;
  private final GoingOn posting;
  private final Waiter waiter;
  private final CompletableFuture<List<PhaseRecord>> done = new CompletableFuture<>();
  private final List<PhaseRecord> over = new ArrayList<>();
  private @Nullable PlayedPhase playing;
  private volatile String now = "All is well";

  Director(
      Plan plan,
      RunStage stage,
      Banks banks,
      Recovery recovery,
      Measurements measured,
      Waiter waiter) {
    this.plan = plan;
    this.faults = plan.phases().stream().map(Faults::new).toList();
    this.stage = stage;
    this.banks = banks;
    this.recovery = recovery;
    this.measured = measured;
    this.recording = new GoingOn(() -> recorded(banks.figures()), waiter);
    this.posting = new GoingOn(measured::acceptedPostings, waiter);
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
    Duration recovering = Recovery.PATIENCE.multipliedBy(3);
    return planned()
        .plus(LONGEST_HOLD.plus(LONGEST_REPAIRS).plus(recovering).multipliedBy(faults.size()));
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

  /** What has happened so far, in times from the start; the last phase may be cut short. */
  synchronized List<PhaseRecord> soFar(long startNanos) {
    List<PhaseRecord> all = new ArrayList<>(over);
    if (playing != null) {
      all.add(playing.cutShort(waiter.nanos()));
    }
    return all.stream().map(phase -> phase.since(startNanos)).toList();
  }

  private synchronized PlayedPhase begin(Phase phase, long from) {
    var begun = new PlayedPhase(phase, from);
    playing = begun;
    return begun;
  }

  private synchronized void end(PhaseRecord phase) {
    over.add(phase);
    playing = null;
  }

  private void run(long startNanos) {
    try {
      long from = startNanos;
      for (int i = 0; i < faults.size() && mayBegin(from - startNanos); i++) {
        PhaseRecord phase = play(plan.phases().get(i), faults.get(i), from);
        end(phase);
        from = phase.to();
      }
      done.complete(soFar(startNanos));
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
    PlayedPhase played = begin(phase, from);
    long part = phase.part().toNanos();
    now = "All is well";
    stage.next(phase);
    List<NodeFigures> before = banks.figuresWithoutGarbage();
    played.before(before);
    waiter.waitUntil(from + part);
    long recorded = recordedSince(recorded(before));
    now = phase.faults().stream().map(kind -> kind.label()).collect(Collectors.joining(" + "));
    played.begun(waiter.nanos(), recorded);
    fault.begin(stage);
    long broken = waiter.nanos();
    waiter.waitUntil(broken + part / 2);
    fault.worsen(stage);
    waiter.waitUntil(broken + part);
    now = "Being repaired";
    played.ending(waiter.nanos());
    fault.end(stage);
    long restored = waiter.nanos();
    played.restored(restored);
    now = "Repaired";
    boolean recovered = recover(phase.part(), restored, played);
    return played.over(waiter.nanos(), recovered, banks.figuresWithoutGarbage());
  }

  /** Waits for the way back; returns whether the banks have found it. */
  private boolean recover(Duration part, long restored, PlayedPhase played)
      throws NodeException, InterruptedException {
    long accepted = measured.acceptedPostings();
    long recorded = recorded(banks.figures());
    Duration patience = part.plus(Recovery.PATIENCE);
    if (recorded > 0) {
      played.recordedAgain(recording.awaitMoreThan(recorded, patience));
    }
    posting.awaitMoreThan(accepted, patience);
    waiter.waitUntil(restored + part.toNanos());
    // After the time, since what has recovered may relapse within it.
    return recovery.await(Recovery.PATIENCE);
  }

  /** How much was recorded since there was so much, which may have to be waited for. */
  private long recordedSince(long before) throws NodeException, InterruptedException {
    // Where nothing was ever recorded, nothing will be: the variant does not record.
    if (before == 0) {
      return 0;
    }
    recording.awaitMoreThan(before, LONGEST_HOLD);
    return recorded(banks.figures()) - before;
  }

  private static long recorded(List<NodeFigures> figures) {
    return figures.stream().mapToLong(NodeFigures::recorded).sum();
  }
}

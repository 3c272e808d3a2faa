package dev.fallback.bank.lab.report;

import dev.fallback.State;
import dev.fallback.bank.lab.load.Latencies;
import dev.fallback.bank.lab.load.PostingSample;
import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.truth.FinalAudit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Computes a run's figures from what was observed. Pure. */
public final class Figures {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private static final FinalAudit NOT_ASKED = new FinalAudit(List.of(), List.of(), 0, 0);

  private final RunRecord run;
  private final FinalAudit audit;
  private final List<ReadSample> reads;
  private final List<PostingSample> postings;

  private Figures(RunRecord run) {
    this.run = run;
    audit = run.audit().orElse(NOT_ASKED);
    reads = run.measured().reads();
    postings = run.measured().postings();
  }

  /** The figures of all runs of a lab. */
  public static LabResult of(List<RunRecord> runs) {
    return of(runs, Optional.empty());
  }

  /**
   * The same of a lab that may have ended early, which holds nothing.
   *
   * @param cutShort why it did not go to its end, as a sentence
   */
  public static LabResult of(List<RunRecord> runs, Optional<String> cutShort) {
    List<RunResult> results = runs.stream().map(Figures::of).toList();
    return new LabResult(
        cutShort.isEmpty()
            && results.stream()
                .allMatch(result -> result.judged() ? result.held() : result.cutShort() == null),
        Verdict.of(results, cutShort),
        results);
  }

  /** The figures of a run, with its promises and targets judged. */
  public static RunResult of(RunRecord run) {
    return new Figures(run).result();
  }

  private RunResult result() {
    RunResult.Reads all = reads();
    RunResult.Outage outage = outage();
    RunResult.Postings made = postings();
    RunResult.Recovery recovery = recovery();
    RunResult.@Nullable Invariants invariants =
        run.audit().map(asked -> new RunResult.Invariants(asked.violations())).orElse(null);
    var rate =
        new RunResult.Rate(
            perSecond(reads.stream().mapToLong(ReadSample::startNanos)),
            perSecond(postings.stream().mapToLong(PostingSample::startNanos)));
    var memory = new RunResult.Memory(RunResult.orNull(run.peakMb()));
    List<FaultResult> faults = FaultFigures.of(run);
    List<RunResult.Check> promises = Promises.of(run, all, faults, made, invariants);
    return new RunResult(
        promises.stream().allMatch(RunResult.Check::held),
        run.cutShort().orElse(null),
        run.variant(),
        promises,
        run.cutShort().isPresent()
            ? List.of()
            : Targets.of(faults, outage, recovery, run.startup(), rate, memory, run.bound()),
        all,
        faults,
        outage,
        made,
        recovery,
        invariants,
        run.closing().orElse(null),
        run.startup(),
        rate,
        memory,
        run.measured().failures(),
        run.load(),
        run.environment());
  }

  private RunResult.Reads reads() {
    Latencies latencies = latencies(read -> read.startNanos() >= 0);
    return new RunResult.Reads(
        reads.size(),
        count(read -> read.source() == Source.FAILED),
        // Who waits for the end, and the end did not come, was not wrong.
        run.truth().wrong() + (run.cutShort().isPresent() ? 0 : run.truth().waiting()),
        run.truth().repeated(),
        count(read -> read.source() == Source.BACKEND),
        count(read -> read.source() == Source.STORE),
        run.askedElsewhere(),
        run.truth().judgedLater(),
        latencies.p50Ms(),
        latencies.p99Ms(),
        latencies.maxMs(),
        run.truth().sentences());
  }

  private RunResult.Outage outage() {
    long killed = run.phases().get(0).begun();
    long restart = run.phases().get(0).ending();
    OptionalLong opened = run.firstStates().firstSince(killed, State.OPEN);
    Predicate<ReadSample> during =
        read -> read.startNanos() >= killed && read.startNanos() < restart;
    Latencies latencies = latencies(during);
    Latencies open =
        latencies(
            during.and(read -> opened.isPresent() && read.startNanos() >= opened.getAsLong()));
    OptionalLong firstFromStore =
        reads.stream()
            .filter(read -> read.source() == Source.STORE && read.endNanos() >= killed)
            .mapToLong(ReadSample::endNanos)
            .min();
    return new RunResult.Outage(
        latencies.count(),
        count(during.and(read -> read.source() == Source.FAILED)),
        count(during.and(read -> read.source() == Source.STORE)),
        latencies.p50Ms(),
        latencies.p99Ms(),
        open.count() == 0 ? null : open.p99Ms(),
        latencies.maxMs(),
        since(killed, firstFromStore),
        since(killed, opened),
        (restart - killed) / NANOS_PER_MILLI,
        run.firstStates().at(killed) == State.CLOSED);
  }

  private RunResult.Postings postings() {
    List<String> contradictions = new ArrayList<>(run.contradictions());
    contradictions.addAll(audit.contradictions());
    return new RunResult.Postings(
        count(Outcome.ACCEPTED),
        count(Outcome.REFUSED),
        audit.lost().size(),
        count(Outcome.DECLINED),
        count(Outcome.UNKNOWN),
        audit.unknownApplied(),
        contradictions);
  }

  private RunResult.Recovery recovery() {
    long restart = run.phases().get(0).ending();
    long answering = run.phases().get(0).restored();
    // A probe may find Postgres before the restart has noticed that it answers.
    OptionalLong closed = run.firstStates().firstSince(restart, State.CLOSED);
    Double wait = null;
    if (closed.isPresent()) {
      wait =
          run.firstStates()
              .lastWait(closed.getAsLong())
              .map(Duration::toNanos)
              .map(nanos -> nanos / NANOS_PER_MILLI)
              .orElse(null);
    }
    return new RunResult.Recovery(
        closed.isPresent()
            ? (Double) (Math.max(0, closed.getAsLong() - answering) / NANOS_PER_MILLI)
            : null,
        wait,
        (answering - restart) / NANOS_PER_MILLI);
  }

  private Latencies latencies(Predicate<ReadSample> which) {
    return Latencies.ofNanos(reads.stream().filter(which).mapToLong(ReadSample::latencyNanos));
  }

  private long count(Predicate<ReadSample> which) {
    return reads.stream().filter(which).count();
  }

  private long count(Outcome outcome) {
    return postings.stream().filter(posting -> posting.outcome() == outcome).count();
  }

  /** Of the planned time alone, without the run-up and the few reads that wait for the breaker. */
  private double perSecond(LongStream starts) {
    double seconds =
        run.cutShort().isPresent()
            ? Math.min(run.load().seconds(), run.length().toNanos() / NANOS_PER_SECOND)
            : run.load().seconds();
    return starts.filter(start -> start >= 0 && start < seconds * NANOS_PER_SECOND).count()
        / seconds;
  }

  private static @Nullable Double since(long origin, OptionalLong moment) {
    return RunResult.orNull(
        moment.isPresent()
            ? OptionalDouble.of((moment.getAsLong() - origin) / NANOS_PER_MILLI)
            : OptionalDouble.empty());
  }
}

package dev.fallback.bank.lab.report;

import dev.fallback.State;
import dev.fallback.bank.lab.fault.FaultKind;
import dev.fallback.bank.lab.fault.Phase;
import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.load.PostingSample;
import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.node.NodeFigures;
import dev.fallback.bank.lab.report.PhaseRecord.End;
import dev.fallback.bank.lab.truth.FinalAudit;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.watch.StateLine;
import dev.fallback.bank.lab.watch.StateLine.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A run of 30 s, one read every 10 ms: killed at 10 s, restarted at 20 s, answering at 20.5 s.
 * Reads take 2 ms from the backend and 4 ms from the store; the first after the kill takes 1010 ms.
 */
final class SampleRun {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;

  private static final NodeFigures QUIET = new NodeFigures(40, 60, 80, 1000, Map.of());
  private static final NodeFigures AFTERWARDS =
      new NodeFigures(41, 61, 82, 3000, Map.of("QUEUE_FULL", 3L, "UNCHANGED", 9L));
  static final PhaseRecord KILL =
      new PhaseRecord(
          new Phase(List.of(FaultKind.KILL), Duration.ofSeconds(10)),
          0,
          10 * SECOND,
          20 * SECOND,
          20 * SECOND + 500 * MILLI,
          30 * SECOND,
          400,
          OptionalLong.of(22 * SECOND),
          End.RECOVERED,
          List.of(QUIET),
          List.of(AFTERWARDS));
  static final StateLine STATES =
      new StateLine(
          List.of(
              new Change(-9 * SECOND, State.FORCED),
              new Change(-8 * SECOND, State.CLOSED),
              new Change(11 * SECOND, State.OPEN),
              new Change(12 * SECOND, State.HALF_OPEN),
              new Change(12 * SECOND + MILLI, State.OPEN),
              new Change(22 * SECOND, State.HALF_OPEN),
              new Change(22 * SECOND + 5 * MILLI, State.CLOSED)));
  static final TruthCheck.Counts ALL_RIGHT =
      new TruthCheck.Counts(3005, List.of(), 0, 0, 7, List.of());
  static final FinalAudit NOTHING_LOST = new FinalAudit(List.of(), List.of(), 1, 0);

  private SampleRun() {}

  static RunRecord held() {
    return of(ALL_RIGHT, NOTHING_LOST, STATES);
  }

  /** The same of a variant that is compared, not judged. */
  static RunRecord compared() {
    return of("none", measurements(), ALL_RIGHT, Optional.of(NOTHING_LOST), STATES, List.of(KILL));
  }

  /** With two faults, as a soak has more or fewer. */
  static RunRecord ofTwoFaults() {
    return of(measurements(), KILL, KILL);
  }

  static RunRecord of(TruthCheck.Counts truth, FinalAudit audit, StateLine states) {
    return of("fallback", measurements(), truth, Optional.of(audit), states, List.of(KILL));
  }

  /** With other requests, and other phases. */
  static RunRecord of(Measurements measured, PhaseRecord... phases) {
    return of("fallback", measured, ALL_RIGHT, Optional.of(NOTHING_LOST), STATES, List.of(phases));
  }

  /** Ended by something at 15 s, with some reads not judged and the database not asked. */
  static RunRecord cutShort(String variant) {
    var played =
        phase(List.of(FaultKind.KILL), 400, OptionalLong.empty(), End.CUT_SHORT, 15 * SECOND);
    var waiting = new TruthCheck.Counts(3000, List.of(), 0, 5, 0, List.of());
    return of(variant, measurements(), waiting, Optional.empty(), STATES, List.of(played));
  }

  /** Other faults at the same times, with another end. */
  static PhaseRecord phase(
      List<FaultKind> faults, long recordedBefore, OptionalLong recordedAgain, End end, long to) {
    return new PhaseRecord(
        new Phase(faults, Duration.ofSeconds(10)),
        0,
        10 * SECOND,
        Math.min(20 * SECOND, to),
        Math.min(KILL.restored(), to),
        to,
        recordedBefore,
        recordedAgain,
        end,
        List.of(QUIET),
        end == End.CUT_SHORT ? List.of() : List.of(AFTERWARDS));
  }

  private static RunRecord of(
      String variant,
      Measurements measured,
      TruthCheck.Counts truth,
      Optional<FinalAudit> audit,
      StateLine states,
      List<PhaseRecord> phases) {
    return new RunRecord(
        variant,
        measured,
        truth,
        0,
        audit,
        List.of(),
        phases,
        audit.isPresent() ? Optional.empty() : Optional.of("The lab was told to end."),
        audit.isPresent() ? Optional.of(new Closing(200, 200)) : Optional.empty(),
        List.of(states),
        0,
        Duration.ofNanos(phases.get(phases.size() - 1).to()),
        Duration.ofMillis(1500),
        new RunResult.Startup(2500, 4000, 900, 700, 300, 9000),
        OptionalDouble.of(1400),
        new RunResult.Load(30, 100, 10, 200, 1, 3, "./bank demo --seconds 30"),
        new RunResult.Environment(
            2,
            4096,
            "a JVM",
            "an OS",
            "0.1.0",
            "PostgreSQL 17.5",
            "Cassandra 5.0.9",
            "2026-01-01T00:00:00Z"));
  }

  static Measurements measurements() {
    var measured = new Measurements();
    for (int i = -5; i < 0; i++) {
      measured.add(new ReadSample(i * SECOND, 900 * MILLI, Source.BACKEND));
    }
    for (long start = 0; start < 30 * SECOND; start += 10 * MILLI) {
      boolean away = start >= KILL.begun() && start < 22 * SECOND;
      long latency = (start == KILL.begun() ? 1010 : away ? 4 : 2) * MILLI;
      measured.add(
          away
              ? new ReadSample(start, latency, Source.STORE, 2000)
              : new ReadSample(start, latency, Source.BACKEND));
    }
    for (long start = 0; start < 30 * SECOND; start += 100 * MILLI) {
      boolean away = start >= KILL.begun() && start < KILL.restored();
      measured.add(new PostingSample(start, 3 * MILLI, away ? Outcome.REFUSED : Outcome.ACCEPTED));
    }
    measured.add(new PostingSample(KILL.begun(), 3 * MILLI, Outcome.UNKNOWN));
    measured.failure("posting: timeout");
    return measured;
  }
}

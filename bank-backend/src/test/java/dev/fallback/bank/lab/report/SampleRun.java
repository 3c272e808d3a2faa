package dev.fallback.bank.lab.report;

import dev.fallback.State;
import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.load.PostingSample;
import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.truth.FinalAudit;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.watch.StateLine;
import dev.fallback.bank.lab.watch.StateLine.Change;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A run of 30 s, one read every 10 ms: killed at 10 s, restarted at 20 s, answering at 20.5 s.
 * Reads take 2 ms from the backend and 4 ms from the store; the first after the kill takes 1010 ms.
 */
final class SampleRun {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;

  static final OutageMarks MARKS =
      new OutageMarks(10 * SECOND, 20 * SECOND, 20 * SECOND + 500 * MILLI);
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
  static final TruthCheck.Counts ALL_RIGHT = new TruthCheck.Counts(3005, 0, 0, 7, List.of());
  static final FinalAudit NOTHING_LOST = new FinalAudit(List.of(), List.of(), 1, 0);

  private SampleRun() {}

  static RunRecord held() {
    return of(ALL_RIGHT, NOTHING_LOST, STATES);
  }

  static RunRecord of(TruthCheck.Counts truth, FinalAudit audit, StateLine states) {
    return new RunRecord(
        measurements(),
        truth,
        audit,
        List.of(),
        MARKS,
        states,
        Duration.ofSeconds(30),
        Duration.ofMillis(1500),
        new RunResult.Startup(2500, 4000, 900, 700, 300, 9000),
        OptionalDouble.of(1400),
        new RunResult.Load(30, 100, 10, 200, 1, 3, "./bank demo --seconds 30"),
        new RunResult.Environment(
            2, "a JVM", "an OS", "PostgreSQL 17.5", "Cassandra 5.0.9", "2026-01-01T00:00:00Z"));
  }

  private static Measurements measurements() {
    var measured = new Measurements();
    for (int i = -5; i < 0; i++) {
      measured.add(new ReadSample(i * SECOND, 900 * MILLI, Source.BACKEND));
    }
    for (long start = 0; start < 30 * SECOND; start += 10 * MILLI) {
      boolean away = start >= MARKS.killed() && start < 22 * SECOND;
      long latency = (start == MARKS.killed() ? 1010 : away ? 4 : 2) * MILLI;
      measured.add(new ReadSample(start, latency, away ? Source.STORE : Source.BACKEND));
    }
    for (long start = 0; start < 30 * SECOND; start += 100 * MILLI) {
      boolean away = start >= MARKS.killed() && start < MARKS.answering();
      measured.add(new PostingSample(start, 3 * MILLI, away ? Outcome.REFUSED : Outcome.ACCEPTED));
    }
    measured.add(new PostingSample(MARKS.killed(), 3 * MILLI, Outcome.UNKNOWN));
    measured.failure("posting: timeout");
    return measured;
  }
}

package dev.fallback.bank.lab.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of a report, named for people. */
final class FigureTable {
  private static final double MEBI_TO_GIBI = 1024;
  private static final double MILLIS_PER_SECOND = 1000;

  private FigureTable() {}

  /** What is read first. */
  static Map<String, String> tiles(RunResult result) {
    RunResult.Reads reads = result.reads();
    double longest =
        result.faults().stream().mapToDouble(fault -> fault.during().maxMs()).max().orElse(0);
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put("reads", Phrase.of("%,d", reads.total()));
    tiles.put("failed", Phrase.of("%,d", reads.failed()));
    tiles.put("wrong", Phrase.of("%,d", reads.wrong()));
    tiles.put(
        "postings lost",
        result.invariants() == null ? "?" : Phrase.of("%,d", result.postings().lost()));
    tiles.put("longest wait while broken", Phrase.ms(longest));
    return tiles;
  }

  static Map<String, String> figures(RunResult result) {
    RunResult.Reads reads = result.reads();
    RunResult.Postings postings = result.postings();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put(
        "Load",
        Phrase.of(
            "%.0f reads and %.0f postings a second",
            result.rate().reads(), result.rate().postings()));
    rows.put(
        "Reads",
        Phrase.of(
            "%,d: %,d from Postgres, %,d from Cassandra, %,d failed, %,d wrong",
            reads.total(), reads.fromBackend(), reads.fromStore(), reads.failed(), reads.wrong()));
    if (reads.askedElsewhere() > 0) {
      rows.put(
          "Reads asked of the second bank, since the first gave no answer",
          Phrase.of("%,d", reads.askedElsewhere()));
    }
    rows.put("Latency of all reads", latency(reads.p50Ms(), reads.p99Ms(), reads.maxMs()));
    if (Targets.isDemo(result.faults()) && result.cutShort() == null) {
      outage(result.outage(), result.recovery(), rows);
    }
    rows.put(
        "Postings",
        Phrase.of(
            "%,d acknowledged, %,d refused, %,d over the limit, %,d unknown (%,d of them applied), %s lost",
            postings.accepted(),
            postings.refused(),
            postings.declined(),
            postings.unknown(),
            postings.unknownApplied(),
            result.invariants() == null
                ? "not known how many"
                : Phrase.of("%,d", postings.lost())));
    rows.put(
        "Violations in the database",
        result.invariants() == null
            ? "not asked"
            : Phrase.of("%,d", result.invariants().violations()));
    result.failures().forEach((kind, count) -> rows.put(kind, Phrase.of("%,d", count)));
    return rows;
  }

  private static void outage(
      RunResult.Outage outage, RunResult.Recovery recovery, Map<String, String> rows) {
    rows.put(
        "Outage",
        Phrase.of(
            "%.1f s, %,d reads, %,d failed",
            outage.durationMs() / MILLIS_PER_SECOND, outage.reads(), outage.failed()));
    rows.put("Latency during the outage", latency(outage.p50Ms(), outage.p99Ms(), outage.maxMs()));
    rows.put("p99 once the breaker was open", Phrase.ms(outage.openP99Ms()));
    rows.put("First answer from Cassandra after the kill", Phrase.ms(outage.firstStoreAnswerMs()));
    rows.put("Breaker open after the kill", Phrase.ms(outage.openedAfterMs()));
    rows.put("Postgres answering after its restart", Phrase.ms(recovery.postgresMs()));
    rows.put(
        "Breaker closed after that",
        "%s (its last wait was %s)"
            .formatted(Phrase.ms(recovery.closedAfterMs()), Phrase.ms(recovery.waitMs())));
  }

  static Map<String, String> environment(RunResult result) {
    RunResult.Environment environment = result.environment();
    RunResult.Startup startup = result.startup();
    Double peak = result.memory().peakMb();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("When", environment.at());
    rows.put("Fallback", environment.fallback());
    rows.put(
        "Machine",
        Phrase.of(
            "%d cores, %.1f GiB, %s",
            environment.cores(), environment.memoryMb() / MEBI_TO_GIBI, environment.os()));
    rows.put("Java", environment.java());
    rows.put("Servers", environment.postgres() + ", " + environment.cassandra());
    rows.put(
        "Memory of all processes at its peak",
        peak == null ? "not measured here" : Phrase.of("%.0f MiB", peak));
    rows.put(
        "Start",
        Phrase.of(
            "Postgres %s, Cassandra %s, schema %s, bank %s, first fill of the store %s",
            Phrase.ms(startup.postgresMs()),
            Phrase.ms(startup.cassandraMs()),
            Phrase.ms(startup.schemaMs()),
            Phrase.ms(startup.serviceMs()),
            Phrase.ms(startup.warmUpMs())));
    rows.put("First request answered after the command", Phrase.ms(startup.firstAnswerMs()));
    rows.put("Accounts, seed", "%d, %d".formatted(result.load().accounts(), result.load().seed()));
    rows.put("Load generator late by at most", Phrase.ms(result.load().worstLagMs()));
    return rows;
  }

  private static String latency(double p50, double p99, double max) {
    return "p50 %s, p99 %s, longest %s".formatted(Phrase.ms(p50), Phrase.ms(p99), Phrase.ms(max));
  }
}

package dev.fallback.bank.lab.report;

import dev.fallback.State;
import dev.fallback.bank.lab.fault.FaultKind;
import dev.fallback.bank.lab.load.Latencies;
import dev.fallback.bank.lab.load.ReadSample;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.node.NodeFigures;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes the figures of one phase. Pure. */
final class FaultFigures {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double PERCENT = 100;

  private final RunRecord run;
  private final PhaseRecord phase;
  private final List<ReadSample> reads;
  private final List<ReadSample> during;

  private FaultFigures(RunRecord run, PhaseRecord phase, List<ReadSample> all) {
    this.run = run;
    this.phase = phase;
    reads = due(all, phase.from(), phase.to());
    during = due(reads, phase.begun(), phase.restored());
  }

  /** Of every phase, in order. */
  static List<FaultResult> of(RunRecord run) {
    List<ReadSample> all = run.measured().reads();
    return run.phases().stream().map(phase -> new FaultFigures(run, phase, all).result()).toList();
  }

  private FaultResult result() {
    long duringFailed = count(during, Source.FAILED);
    return new FaultResult(
        phase.phase().words(),
        phase.phase().faults().stream().map(FaultKind::label).collect(Collectors.joining(" + ")),
        phase.phase().promisesAnswers(),
        millis(phase.restored() - phase.begun()),
        reads.size(),
        count(reads, Source.FAILED),
        wrong(),
        during.isEmpty() ? PERCENT : PERCENT * (during.size() - duringFailed) / during.size(),
        count(during, Source.STORE),
        duringFailed,
        latencies(due(reads, phase.from(), phase.begun())),
        latencies(during),
        latencies(due(reads, phase.restored(), phase.to())),
        reads.stream().filter(read -> read.latencyNanos() > run.bound().toNanos()).count(),
        since(phase.begun(), firstStoreAnswer()),
        since(phase.begun(), opened()),
        recovery(),
        since(phase.restored(), phase.recordedAgain()),
        ages(),
        held(),
        phase.counted(NodeFigures::dropped),
        skipped());
  }

  private long wrong() {
    return run.truth().wrongNanos().stream()
        .map(nanos -> nanos - run.startNanos())
        .filter(nanos -> nanos >= phase.from() && nanos < phase.to())
        .count();
  }

  private OptionalLong firstStoreAnswer() {
    return reads.stream()
        .filter(read -> read.source() == Source.STORE && read.endNanos() >= phase.begun())
        .mapToLong(ReadSample::endNanos)
        .min();
  }

  private OptionalLong opened() {
    OptionalLong opened = run.firstStates().firstSince(phase.begun(), State.OPEN);
    return opened.isPresent() && opened.getAsLong() < phase.restored()
        ? opened
        : OptionalLong.empty();
  }

  /** Null where even the last read of the phase was not answered by the backend. */
  private @Nullable Double recovery() {
    List<ReadSample> afterwards = due(reads, phase.restored(), phase.to());
    Optional<ReadSample> last =
        afterwards.stream().max(Comparator.comparingLong(ReadSample::startNanos));
    if (last.isEmpty() || last.get().source() != Source.BACKEND) {
      return null;
    }
    return afterwards.stream()
        .filter(read -> read.source() != Source.BACKEND)
        .mapToDouble(read -> millis(read.startNanos() - phase.restored()))
        .max()
        .orElse(0);
  }

  private FaultResult.Ages ages() {
    long[] sorted = ages(reads).sorted().toArray();
    return new FaultResult.Ages(
        sorted.length == 0 ? 0 : sorted[sorted.length / 2],
        sorted.length == 0 ? 0 : sorted[sorted.length - 1],
        AgeBuckets.counts(LongStream.of(sorted)));
  }

  static LongStream ages(List<ReadSample> reads) {
    return reads.stream()
        .filter(read -> read.ageMillis() != ReadSample.NO_AGE)
        .mapToLong(ReadSample::ageMillis);
  }

  private FaultResult.Held held() {
    return new FaultResult.Held(
        (int) sum(phase.before(), NodeFigures::threads),
        (int) sum(phase.after(), NodeFigures::threads),
        heap(phase.before()),
        heap(phase.after()),
        sum(phase.before(), NodeFigures::files),
        sum(phase.after(), NodeFigures::files));
  }

  private static double heap(List<NodeFigures> banks) {
    return banks.stream().mapToDouble(NodeFigures::heapMb).sum();
  }

  private Map<String, Long> skipped() {
    Map<String, Long> counts = new TreeMap<>();
    Stream.concat(phase.before().stream(), phase.after().stream())
        .flatMap(bank -> bank.skipped().keySet().stream())
        .forEach(
            cause ->
                counts.put(cause, phase.counted(bank -> bank.skipped().getOrDefault(cause, 0L))));
    return counts;
  }

  private static long sum(List<NodeFigures> banks, ToLongFunction<NodeFigures> value) {
    return banks.stream().mapToLong(value).sum();
  }

  private static List<ReadSample> due(List<ReadSample> reads, long from, long to) {
    return reads.stream()
        .filter(read -> read.startNanos() >= from && read.startNanos() < to)
        .toList();
  }

  private static long count(List<ReadSample> reads, Source source) {
    return reads.stream().filter(read -> read.source() == source).count();
  }

  private static Latencies latencies(List<ReadSample> reads) {
    return Latencies.ofNanos(reads.stream().mapToLong(ReadSample::latencyNanos));
  }

  private static @Nullable Double since(long origin, OptionalLong moment) {
    return moment.isPresent() ? (Double) millis(moment.getAsLong() - origin) : null;
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }
}

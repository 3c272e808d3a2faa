package dev.fallback.bank.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fallback.bank.variant.Variant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * All figures of a run. Its components' names are the names in the JSON file; times are in
 * milliseconds, null where the thing timed did not happen.
 *
 * @param held whether every promise held
 * @param cutShort why the run did not go to its end, as a sentence; null where it did
 * @param variant how the reads were protected
 * @param promises the promises, one by one
 * @param targets times and sizes aimed at, one by one; missing one breaks no promise
 * @param reads all reads
 * @param faults what went wrong, one by one
 * @param outage reads that were due between the first fault and its repair
 * @param postings all postings
 * @param recovery the way back from the first fault
 * @param invariants what the database says about itself; null where it was not asked
 * @param closing what the store held at the end; null where it cannot be asked
 * @param startup the way to the first request
 * @param rate requests issued a second
 * @param memory all processes together
 * @param failures failed reads and unknown postings by kind
 * @param load what was asked for
 * @param environment where it ran
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunResult(
    boolean held,
    @Nullable String cutShort,
    String variant,
    List<Check> promises,
    List<Check> targets,
    Reads reads,
    List<FaultResult> faults,
    Outage outage,
    Postings postings,
    Recovery recovery,
    @Nullable Invariants invariants,
    @Nullable Closing closing,
    Startup startup,
    Rate rate,
    Memory memory,
    Map<String, Long> failures,
    Load load,
    Environment environment) {

  public RunResult {
    promises = List.copyOf(promises);
    targets = List.copyOf(targets);
    faults = List.copyOf(faults);
  }

  /** Whether the promises are those of what ran, not what it is compared with. */
  public boolean judged() {
    return variant.equals(Variant.FALLBACK.word());
  }

  /**
   * A condition and how it came out.
   *
   * @param held whether it was met
   * @param sentence what was demanded and what was found
   */
  public record Check(boolean held, String sentence) {}

  /**
   * All reads, the run-up included; latencies without it.
   *
   * @param wrong answered with something untrue, or that could not be proved true
   * @param repeated false, but what a lying backend had just said
   * @param askedElsewhere asked of a second bank, since the first gave no answer
   * @param judgedLater proved only at the end, since a posting they show was still in flight
   * @param wrongSentences what was wrong with the first of them
   */
  public record Reads(
      long total,
      long failed,
      long wrong,
      long repeated,
      long fromBackend,
      long fromStore,
      long askedElsewhere,
      long judgedLater,
      double p50Ms,
      double p99Ms,
      double maxMs,
      List<String> wrongSentences) {
    public Reads {
      wrongSentences = List.copyOf(wrongSentences);
    }
  }

  /**
   * Reads that were due between the first fault and its repair.
   *
   * @param openP99Ms of those due from the moment the breaker was open
   * @param firstStoreAnswerMs from the kill to the first answer from the store
   * @param openedAfterMs from the kill to the breaker's opening
   * @param durationMs from the kill to the restart
   * @param closedBefore whether the breaker was closed when Postgres was killed
   */
  public record Outage(
      long reads,
      long failed,
      long fromStore,
      double p50Ms,
      double p99Ms,
      @Nullable Double openP99Ms,
      double maxMs,
      @Nullable Double firstStoreAnswerMs,
      @Nullable Double openedAfterMs,
      double durationMs,
      boolean closedBefore) {}

  /**
   * All postings, the run-up included.
   *
   * @param accepted acknowledged
   * @param refused turned away, surely not applied, because the bank could not
   * @param lost acknowledged, but not in the database at the end, if it was asked
   * @param declined turned away because of the account's limit
   * @param unknown without a clear answer
   * @param unknownApplied those of them that the database held at the end
   * @param contradictions what else disagrees between answers and database, as sentences
   */
  public record Postings(
      long accepted,
      long refused,
      long lost,
      long declined,
      long unknown,
      long unknownApplied,
      List<String> contradictions) {
    public Postings {
      contradictions = List.copyOf(contradictions);
    }
  }

  /**
   * The way back.
   *
   * @param closedAfterMs from Postgres answering again to the breaker closed
   * @param waitMs the breaker's last wait before it closed
   * @param postgresMs from the restart to Postgres answering
   */
  public record Recovery(
      @Nullable Double closedAfterMs, @Nullable Double waitMs, double postgresMs) {}

  /**
   * What the database says about itself.
   *
   * @param violations rows in the two views that must be empty
   */
  public record Invariants(long violations) {}

  /**
   * The way to the first request.
   *
   * @param firstAnswerMs from the start of the command to the first answered request
   */
  public record Startup(
      double postgresMs,
      double cassandraMs,
      double schemaMs,
      double serviceMs,
      double warmUpMs,
      double firstAnswerMs) {}

  /** Requests issued a second. */
  public record Rate(double reads, double postings) {}

  /**
   * All processes together.
   *
   * @param peakMb highest sum of resident memory in MiB; null where it cannot be read
   */
  public record Memory(@Nullable Double peakMb) {}

  /**
   * What was asked for.
   *
   * @param worstLagMs by how much the load generator itself was late at worst
   */
  public record Load(
      int seconds,
      double reads,
      double postings,
      int accounts,
      long seed,
      double worstLagMs,
      String command) {}

  /**
   * Where it ran.
   *
   * @param memoryMb of the machine, or of the container
   * @param fallback its version
   */
  public record Environment(
      int cores,
      long memoryMb,
      String java,
      String os,
      String fallback,
      String postgres,
      String cassandra,
      String at) {}

  /** For values that may not exist. */
  public static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}

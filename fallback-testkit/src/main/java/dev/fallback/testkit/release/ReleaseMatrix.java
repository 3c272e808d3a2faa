package dev.fallback.testkit.release;

import dev.fallback.CassandraSettings;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.testkit.EmbeddedCassandra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Proves on a real node that two releases get on with each other: each order of migration, the
 * second one under load of the first; each writes, and each reads what either wrote. Values are
 * compared field by field in what both know; a snapshot that a reader cannot read is a miss, which
 * costs a question to the backend and is never wrong.
 *
 * <pre>{@code
 * try (Release old = Release.of("1.4", List.of(Path.of("app-1.4.jar")));
 *     Release now = Release.of("1.5", List.of(Path.of("target/classes")))) {
 *   MatrixReport report = ReleaseMatrix.between(old, now).run(cassandra, "matrix");
 *   assertThat(report.faults()).isEmpty();
 *   assertThat(report.missed("1.5", "1.4")).isZero();
 * }
 * }</pre>
 *
 * <p>Immutable; {@link #run} blocks for some ten seconds.
 */
public final class ReleaseMatrix {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(20);

  /** What the load does at least before the second release comes, and after. */
  private static final int LOAD = 400;

  private static final int ANSWERS = 6;

  private final Release older;
  private final Release newer;
  private final Answers answers;
  private final int perSecond;
  private final Duration each;

  private ReleaseMatrix(
      Release older, Release newer, Answers answers, int perSecond, Duration each) {
    this.older = older;
    this.newer = newer;
    this.answers = answers;
    this.perSecond = perSecond;
    this.each = each;
  }

  /** The matrix of two releases with answers made from their types. */
  public static ReleaseMatrix between(Release older, Release newer) {
    return new ReleaseMatrix(older, newer, Answers.SAMPLES, 0, Duration.ZERO);
  }

  /** The same with answers of your own. */
  public ReleaseMatrix answering(Answers own) {
    return new ReleaseMatrix(older, newer, own, perSecond, each);
  }

  /**
   * The same under a steady load, instead of some hundred operations one after the other.
   *
   * @param writesPerSecond writes of each release, and as many reads
   * @param duration how long it lasts before the second release comes, and again after it has come
   */
  public ReleaseMatrix underLoad(int writesPerSecond, Duration duration) {
    return new ReleaseMatrix(older, newer, answers, writesPerSecond, duration);
  }

  /**
   * Runs it.
   *
   * @param cassandra a real node
   * @param keyspace begin of the names of the two keyspaces that are made
   * @throws dev.fallback.schema.SchemaException when a release cannot be migrated to beside the
   *     other: they are not compatible
   */
  public MatrixReport run(EmbeddedCassandra cassandra, String keyspace) {
    List<MatrixReport.Cell> cells = new ArrayList<>();
    List<MatrixReport.Load> loads = new ArrayList<>();
    run(cassandra.createKeyspace(keyspace + "_old_first"), older, newer, cells, loads);
    run(cassandra.createKeyspace(keyspace + "_new_first"), newer, older, cells, loads);
    return new MatrixReport(cells, loads);
  }

  private void run(
      CassandraSettings settings,
      Release first,
      Release second,
      List<MatrixReport.Cell> cells,
      List<MatrixReport.Load> loads) {
    StoreOfRelease.migrate(first, settings);
    try (SystemTime time = new SystemTime();
        StoreOfRelease one = new StoreOfRelease(first, settings, time, answers)) {
      await(one);
      LoadOfReleases load = new LoadOfReleases(first.name(), time, perSecond);
      load.join(one);
      try {
        awaitLoad(load, time);
        StoreOfRelease.migrate(second, settings);
        try (StoreOfRelease other = new StoreOfRelease(second, settings, time, answers)) {
          await(other);
          load.join(other);
          awaitLoad(load, time);
          loads.add(load.stop());
          for (StoreOfRelease writer : List.of(one, other)) {
            for (StoreOfRelease reader : List.of(one, other)) {
              writer.tables().stream()
                  .filter(reader::has)
                  .forEach(table -> cells.add(cell(first, table, writer, reader, time)));
            }
          }
        }
      } finally {
        load.stop();
      }
    }
  }

  private static MatrixReport.Cell cell(
      Release first, String table, StoreOfRelease writer, StoreOfRelease reader, SystemTime time) {
    int read = 0;
    int missed = 0;
    List<String> wrong = new ArrayList<>();
    for (long number = 0; number < ANSWERS; number++) {
      long key = 1_000 + number;
      Object written = writer.view(table, number);
      joined(() -> "writing " + table, writer.write(table, key, number, time.micros()));
      Optional<Object> found = joined(() -> "reading " + table, reader.read(table, key));
      String difference = found.map(view -> StoredView.difference(written, view)).orElse("");
      if (found.isEmpty()) {
        missed++;
      } else if (difference.isEmpty()) {
        read++;
      } else {
        wrong.add(
            "%s wrote and %s read, in %s%s"
                .formatted(writer.release(), reader.release(), table, difference));
      }
    }
    return new MatrixReport.Cell(
        first.name(), table, writer.release().name(), reader.release().name(), read, missed, wrong);
  }

  private static <R> R joined(Supplier<String> what, CompletionStage<R> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException(what.get() + " failed", e.getCause());
    }
  }

  private void awaitLoad(LoadOfReleases load, SystemTime time) {
    long before = load.ended();
    long start = time.nanos();
    await(
        () -> load.ended() >= before + LOAD && time.nanos() - start >= each.toNanos(),
        () -> "the load does not get on");
  }

  private static void await(StoreOfRelease store) {
    await(() -> store.unready().isEmpty(), () -> store.release() + ": " + store.unready());
  }

  private static void await(BooleanSupplier condition, Supplier<String> otherwise) {
    long giveUp = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - giveUp > 0 || Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("gave up waiting: " + otherwise.get());
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}

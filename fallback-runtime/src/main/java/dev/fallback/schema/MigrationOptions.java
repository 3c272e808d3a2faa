package dev.fallback.schema;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How a migration goes about it. Immutable.
 *
 * @param replication copies of each row by name of data centre, for a keyspace that has to be
 *     created; empty where a missing keyspace is an error
 * @param alterOptions whether options of tables, such as compaction, that are not the wanted ones
 *     are altered; otherwise they are only reported
 * @param patience how long to wait for another migrator at most
 * @param progress told, in whole sentences, what is executed and what is waited for; on the
 *     migrating thread
 */
public record MigrationOptions(
    Map<String, Integer> replication,
    boolean alterOptions,
    Duration patience,
    Consumer<String> progress) {

  public MigrationOptions {
    replication.forEach(
        (centre, copies) -> {
          if (copies < 1 || !centre.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException(
                "replication: found '%s': %d; a data centre's name and at least 1 are needed"
                    .formatted(centre, copies));
          }
        });
    replication = Collections.unmodifiableMap(new TreeMap<>(replication));
    Objects.requireNonNull(progress);
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience: found %s, it is negative".formatted(patience));
    }
  }

  /** The keyspace must be there, options stay as they are, ten minutes of patience. */
  public static MigrationOptions defaults() {
    return new MigrationOptions(Map.of(), false, Duration.ofMinutes(10), told -> {});
  }

  /** The same, creating a missing keyspace with so many copies a data centre. */
  public MigrationOptions creatingKeyspace(Map<String, Integer> copies) {
    return new MigrationOptions(copies, alterOptions, patience, progress);
  }

  /** The same, altering options of tables that are not the wanted ones. */
  public MigrationOptions alteringOptions() {
    return new MigrationOptions(replication, true, patience, progress);
  }

  /** The same with other patience. */
  public MigrationOptions withPatience(Duration other) {
    return new MigrationOptions(replication, alterOptions, other, progress);
  }

  /** The same, telling what goes on. */
  public MigrationOptions telling(Consumer<String> listener) {
    return new MigrationOptions(replication, alterOptions, patience, listener);
  }
}

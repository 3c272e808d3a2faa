package dev.fallback.testkit.migration;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.fallback.CassandraSettings;
import dev.fallback.internal.cassandra.LeaseTimes;
import dev.fallback.internal.cassandra.Migration;
import dev.fallback.internal.cassandra.MigrationGuards;
import dev.fallback.internal.cassandra.Sessions;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.schema.MigrationOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Migrates with a lease that is short enough for a test, through whatever node comes. */
final class Migrator {
  /** Silent for three seconds, a holder is succeeded after three more. */
  static final LeaseTimes TIMES =
      new LeaseTimes(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofMillis(100));

  /** The lease alone: statements go through any node. */
  static final MigrationGuards LEASE = new MigrationGuards(true, false, TIMES);

  /** Nothing at all. */
  static final MigrationGuards NONE = new MigrationGuards(false, false, TIMES);

  private Migrator() {}

  /** Migrates, creating the keyspace with three copies where it is missing. */
  static List<String> migrate(
      CassandraSettings settings, Items wanted, MigrationGuards guards, Consumer<String> progress) {
    try (SystemTime time = new SystemTime();
        CqlSession session = Sessions.open(settings).toCompletableFuture().join()) {
      return migration(session, settings, guards, time, progress).migrate(List.of(wanted));
    }
  }

  static Migration migration(
      CqlSession session,
      CassandraSettings settings,
      MigrationGuards guards,
      SystemTime time,
      Consumer<String> progress) {
    return new Migration(
        session,
        settings.keyspace(),
        Map.of(),
        MigrationOptions.defaults()
            .creatingKeyspace(Map.of(settings.localDatacenter(), 3))
            .withPatience(Duration.ofMinutes(3))
            .telling(progress),
        guards,
        time);
  }
}

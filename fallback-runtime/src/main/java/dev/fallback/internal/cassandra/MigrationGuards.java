package dev.fallback.internal.cassandra;

import java.time.Duration;

/**
 * What keeps migrations from racing. In use all of them; each can be taken away to show what the
 * others are worth.
 *
 * @param lease whether one migrator works at a time
 * @param oneCoordinator whether all migrators, as far as they see the same nodes, send their
 *     statements through the same one, which executes them one after the other
 * @param times of the lease; its grace must cover a schema statement that is still at work
 */
public record MigrationGuards(boolean lease, boolean oneCoordinator, LeaseTimes times) {

  /** All of them. */
  public static MigrationGuards standard() {
    return new MigrationGuards(
        true,
        true,
        LeaseTimes.standard().withGrace(Sessions.DDL_TIMEOUT.plus(Duration.ofSeconds(5))));
  }
}

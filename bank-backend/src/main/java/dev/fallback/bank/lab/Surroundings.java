package dev.fallback.bank.lab;

import dev.fallback.bank.lab.report.RunResult;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Finds out where a run takes place. */
final class Surroundings {
  private static final String CASSANDRA_VERSION = "Cassandra (embedded)";

  private Surroundings() {}

  static RunResult.Environment of(Landscape landscape) throws SQLException {
    try (var connection = DriverManager.getConnection(landscape.postgres().jdbcUrl())) {
      return new RunResult.Environment(
          Runtime.getRuntime().availableProcessors(),
          System.getProperty("java.vm.name") + " " + Runtime.version(),
          "%s %s %s"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.version"),
                  System.getProperty("os.arch")),
          "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion(),
          CASSANDRA_VERSION,
          Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }
}

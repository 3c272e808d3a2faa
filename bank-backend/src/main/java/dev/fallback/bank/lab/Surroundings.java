package dev.fallback.bank.lab;

import com.sun.management.OperatingSystemMXBean;
import dev.fallback.bank.lab.report.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Properties;

/** Finds out where a run takes place. */
final class Surroundings {
  private static final String VERSIONS = "versions.properties";

  private Surroundings() {}

  static RunResult.Environment of(Servers servers) throws SQLException {
    try (var connection = DriverManager.getConnection(servers.postgres().jdbcUrl())) {
      return new RunResult.Environment(
          Runtime.getRuntime().availableProcessors(),
          memoryBytes() >> 20,
          System.getProperty("java.vm.name") + " " + Runtime.version(),
          "%s %s %s"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.version"),
                  System.getProperty("os.arch")),
          version("fallback"),
          "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion(),
          "Cassandra %s%s"
              .formatted(
                  version("cassandra"),
                  servers.storeNodes().size() > 1
                      ? ", " + servers.storeNodes().size() + " nodes"
                      : ""),
          Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }

  private static long memoryBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private static String version(String of) {
    try (InputStream in =
        Objects.requireNonNull(Surroundings.class.getResourceAsStream(VERSIONS), VERSIONS)) {
      var versions = new Properties();
      versions.load(in);
      return versions.getProperty(of, "of an unknown version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

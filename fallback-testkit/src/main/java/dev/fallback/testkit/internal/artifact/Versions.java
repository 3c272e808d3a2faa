package dev.fallback.testkit.internal.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Versions of the servers, as the build states them. */
public final class Versions {
  private static final Properties PROPERTIES = load();

  private Versions() {}

  /** Version of {@code org.apache.cassandra:cassandra-all}. */
  public static String cassandra() {
    return Objects.requireNonNull(PROPERTIES.getProperty("cassandra"));
  }

  /** Version of the Postgres programs. */
  public static String postgres() {
    return Objects.requireNonNull(PROPERTIES.getProperty("postgres"));
  }

  private static Properties load() {
    var properties = new Properties();
    try (InputStream input =
        Objects.requireNonNull(
            Versions.class.getResourceAsStream(
                "/dev/fallback/testkit/internal/versions.properties"))) {
      properties.load(input);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

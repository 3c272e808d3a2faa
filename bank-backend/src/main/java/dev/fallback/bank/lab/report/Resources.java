package dev.fallback.bank.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The parts that a report is made of, from the class path. */
final class Resources {
  private static final String LIBRARY = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  private Resources() {}

  /** A file beside this class. */
  static String own(String name) throws IOException {
    return text(name);
  }

  /** A file of the chart library, of whatever version is on the class path. */
  static String library(String name) throws IOException {
    var properties = new Properties();
    try (InputStream in = open(LIBRARY)) {
      properties.load(in);
    }
    return text(
        "/META-INF/resources/webjars/uplot/%s/%s"
            .formatted(properties.getProperty("version"), name));
  }

  private static String text(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = Resources.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is not on the class path");
    }
    return in;
  }
}

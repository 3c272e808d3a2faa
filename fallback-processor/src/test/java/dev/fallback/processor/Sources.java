package dev.fallback.processor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Services that several tests compile. */
final class Sources {
  static final String STATEMENTS = read("StatementService");
  static final String FORMS = read("FormsService");
  static final String EVERYTHING = read("EverythingService");

  private Sources() {}

  private static String read(String name) {
    try (InputStream in = Sources.class.getResourceAsStream("/sources/" + name + ".java")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

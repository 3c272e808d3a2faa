package dev.fallback.bank.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How instants are written: ISO 8601, UTC, always six digits of the second. */
final class Instants {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Instants() {}

  static String micros(Instant instant) {
    return MICROS.format(instant);
  }
}

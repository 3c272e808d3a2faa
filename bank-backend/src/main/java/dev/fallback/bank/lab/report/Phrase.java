package dev.fallback.bank.lab.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text with figures in it, the same in every country. */
final class Phrase {
  private static final double TWO_DIGITS_BELOW = 10;

  private Phrase() {}

  static String of(String format, @Nullable Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** Milliseconds, with a decimal where they are few; "never" for null. */
  static String ms(@Nullable Double millis) {
    if (millis == null) {
      return "never";
    }
    return millis < TWO_DIGITS_BELOW ? of("%.1f ms", millis) : of("%.0f ms", millis);
  }
}

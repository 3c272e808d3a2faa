package dev.fallback.processor.generate;

import com.palantir.javapoet.CodeBlock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;

/** A duration in the largest unit that says it exactly, as code and in words. */
final class DurationText {
  private DurationText() {}

  /** For instance {@code Duration.ofDays(30)}. */
  static CodeBlock code(Duration duration) {
    ChronoUnit unit = unit(duration);
    String name = unit.toString(); // Days, Hours, ...
    return CodeBlock.of("$T.of$L($L)", Duration.class, name, amount(duration, unit));
  }

  /** For instance {@code 30 days}, {@code 1 hour}. */
  static String words(Duration duration) {
    ChronoUnit unit = unit(duration);
    long amount = amount(duration, unit);
    String plural = unit.toString().toLowerCase(Locale.ROOT);
    return amount
        + " "
        + (unit == ChronoUnit.MILLIS
            ? "ms"
            : amount == 1 ? plural.substring(0, plural.length() - 1) : plural);
  }

  private static ChronoUnit unit(Duration duration) {
    return Stream.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS)
        .filter(unit -> duration.toMillis() % unit.getDuration().toMillis() == 0)
        .findFirst()
        .orElse(ChronoUnit.MILLIS);
  }

  private static long amount(Duration duration, ChronoUnit unit) {
    return duration.toMillis() / unit.getDuration().toMillis();
  }
}

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

  /** For instance {@code 30 days}. */
  static String words(Duration duration) {
    ChronoUnit unit = unit(duration);
    return amount(duration, unit)
        + " "
        + (unit == ChronoUnit.MILLIS ? "ms" : unit.toString().toLowerCase(Locale.ROOT));
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

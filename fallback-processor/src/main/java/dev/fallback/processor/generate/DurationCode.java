package dev.fallback.processor.generate;

import com.palantir.javapoet.CodeBlock;
import java.time.Duration;

/** A duration in the largest unit that says it exactly. */
final class DurationCode {
  private DurationCode() {}

  static CodeBlock of(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 86_400_000 == 0) {
      return code("ofDays", millis / 86_400_000);
    } else if (millis % 3_600_000 == 0) {
      return code("ofHours", millis / 3_600_000);
    } else if (millis % 60_000 == 0) {
      return code("ofMinutes", millis / 60_000);
    } else if (millis % 1000 == 0) {
      return code("ofSeconds", millis / 1000);
    }
    return code("ofMillis", millis);
  }

  private static CodeBlock code(String method, long amount) {
    return CodeBlock.of("$T.$L($L)", Duration.class, method, amount);
  }
}

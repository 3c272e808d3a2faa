package dev.fallback.processor.check;

import dev.fallback.processor.model.AnnotationFacts;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.MethodFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Durations can be read, lie in their ranges, and retention is no shorter than maxAge. */
final class DurationRule implements Rule<MethodFacts> {
  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    AnnotationFacts annotation = method.annotation();
    Times times = Times.of(annotation);
    List<Diagnostic> found = new ArrayList<>();
    if (!Times.isWritten(annotation.maxAge())) {
      return Rule.mistake(
          Code.MAX_AGE_ABSENT,
          annotation.maxAge().place(),
          "%s has no maxAge, and neither has @FallbackDefaults on its interface; only you can say"
              + " how old an answer may be and still be served: give it at one of them",
          method.signature().name());
    }
    found.addAll(
        range("maxAge", annotation.maxAge(), times.maxAge(), Times.SHORTEST_AGE, Times.LONGEST));
    age("retention", annotation.retention(), times.retention(), found);
    timeout("timeout", annotation.timeout(), times.timeout(), found);
    timeout("softTimeout", annotation.softTimeout(), times.softTimeout(), found);
    age("softMaxAge", annotation.softMaxAge(), times.softMaxAge(), found);
    age("freshFor", annotation.freshFor(), times.freshFor(), found);
    if (found.isEmpty()
        && times.retention().orElseThrow().compareTo(times.maxAge().orElseThrow()) < 0) {
      found.addAll(
          Rule.mistake(
              Code.RETENTION_TOO_SHORT,
              annotation.retention().place(),
              "retention %s is shorter than maxAge %s: snapshots would be gone while they may"
                  + " still be served; make it at least as long, or leave it out for twice maxAge",
              annotation.retention().value(),
              annotation.maxAge().value()));
    }
    return found;
  }

  private static void age(
      String name, Located<String> text, Optional<Duration> value, List<Diagnostic> found) {
    if (Times.isWritten(text)) {
      found.addAll(range(name, text, value, Times.SHORTEST_AGE, Times.LONGEST));
    }
  }

  private static void timeout(
      String name, Located<String> text, Optional<Duration> value, List<Diagnostic> found) {
    if (Times.isWritten(text)) {
      found.addAll(range(name, text, value, Times.SHORTEST_TIMEOUT, Times.LONGEST_TIMEOUT));
    }
  }

  private static List<Diagnostic> range(
      String name, Located<String> text, Optional<Duration> value, Duration least, Duration most) {
    if (value.isEmpty()) {
      return Rule.mistake(
          Code.DURATION_UNREADABLE,
          text.place(),
          "%s = \"%s\" is no duration; write a whole number and one of ms, s, m (minutes), h or d"
              + " (days), such as \"30d\" or \"250ms\"",
          name,
          text.value());
    } else if (value.get().compareTo(least) < 0 || value.get().compareTo(most) > 0) {
      return Rule.mistake(
          Code.DURATION_OUT_OF_RANGE,
          text.place(),
          "%s = \"%s\" is out of range; from %s to %s is allowed",
          name,
          text.value(),
          inWords(least),
          inWords(most));
    }
    return List.of();
  }

  private static String inWords(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + "d";
    } else if (duration.toMinutes() > 0) {
      return duration.toMinutes() + "m";
    }
    return duration.toSeconds() > 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}

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

/**
 * A soft timeout says how old a snapshot it prefers, and lies before the hard one; no soft age is
 * longer than the hard one.
 */
final class SoftTimesRule implements Rule<MethodFacts> {
  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    AnnotationFacts annotation = method.annotation();
    Times times = Times.of(annotation);
    List<Diagnostic> found = new ArrayList<>();
    if (Times.isWritten(annotation.softTimeout()) != Times.isWritten(annotation.softMaxAge())) {
      boolean timeout = Times.isWritten(annotation.softTimeout());
      found.addAll(
          Rule.mistake(
              Code.SOFT_TIMES,
              (timeout ? annotation.softTimeout() : annotation.softMaxAge()).place(),
              timeout
                  ? "softTimeout stands alone; say by softMaxAge how old a snapshot may be that is"
                      + " preferred to waiting on"
                  : "softMaxAge stands alone; say by softTimeout when a snapshot is preferred to"
                      + " waiting on"));
    }
    if (longer(times.softTimeout(), times.timeout().map(hard -> hard.minusNanos(1)))) {
      found.addAll(
          Rule.mistake(
              Code.SOFT_TIMES,
              annotation.softTimeout().place(),
              "softTimeout %s is not shorter than timeout %s, so it would never pass; make it"
                  + " shorter, or leave it out",
              annotation.softTimeout().value(),
              Times.isWritten(annotation.timeout()) ? annotation.timeout().value() : "1s"));
    }
    age("softMaxAge", annotation.softMaxAge(), times.softMaxAge(), annotation, times, found);
    age("freshFor", annotation.freshFor(), times.freshFor(), annotation, times, found);
    return found;
  }

  private static void age(
      String name,
      Located<String> text,
      Optional<Duration> value,
      AnnotationFacts annotation,
      Times times,
      List<Diagnostic> found) {
    if (longer(value, times.maxAge())) {
      found.addAll(
          Rule.mistake(
              Code.SOFT_TIMES,
              text.place(),
              "%s %s is longer than maxAge %s, beyond which no snapshot is served; make it at most"
                  + " that",
              name,
              text.value(),
              annotation.maxAge().value()));
    }
  }

  private static boolean longer(Optional<Duration> value, Optional<Duration> limit) {
    return value.isPresent() && limit.isPresent() && value.get().compareTo(limit.get()) > 0;
  }
}

package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.MethodFacts;
import java.util.List;

/** Versions run from 1 to 999. */
final class VersionRule implements Rule<MethodFacts> {
  private static final int HIGHEST = 999;

  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    Located<Integer> version = method.annotation().version();
    return version.value() >= 1 && version.value() <= HIGHEST
        ? List.of()
        : Rule.mistake(
            Code.VERSION_OUT_OF_RANGE,
            version.place(),
            "version = %d is out of range; from 1 to %d is allowed",
            version.value(),
            HIGHEST);
  }
}

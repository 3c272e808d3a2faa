package dev.fallback.processor.read;

import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The types that this build compiles from source, so that the compiler can point at them; others
 * come from class files. Grows from round to round; not thread-safe.
 */
final class SourceTypes {
  private final Set<String> names = new HashSet<>();
  private int rounds;

  void add(RoundEnvironment round) {
    rounds++;
    for (Element root : round.getRootElements()) {
      if (root instanceof TypeElement type) {
        names.add(type.getQualifiedName().toString());
      }
    }
  }

  boolean isFirstRound() {
    return rounds == 1;
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  /** Whether the element is in a source of this build. */
  boolean declare(Element element) {
    @Nullable Element outermost = null;
    for (@Nullable Element around = element;
        around != null && around.getKind() != ElementKind.PACKAGE;
        around = around.getEnclosingElement()) {
      outermost = around;
    }
    return outermost instanceof TypeElement type && contains(type.getQualifiedName().toString());
  }
}

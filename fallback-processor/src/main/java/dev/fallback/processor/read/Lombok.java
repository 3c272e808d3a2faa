package dev.fallback.processor.read;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Classes of this build that Lombok will complete. It writes into what the compiler has read, which
 * shows in the next round only.
 */
final class Lombok {
  private Lombok() {}

  /** Whether Lombok has yet to run over the class: it takes its annotations away when it has. */
  static boolean isToComplete(TypeElement type) {
    return isAnnotated(type) || type.getEnclosedElements().stream().anyMatch(Lombok::isAnnotated);
  }

  private static boolean isAnnotated(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .anyMatch(
            annotation ->
                annotation.asElement() instanceof TypeElement type
                    && type.getQualifiedName().toString().startsWith("lombok."));
  }
}

package dev.fallback.processor.read;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;

/**
 * Classes of this build that Lombok will complete. It writes into what the compiler has read, which
 * shows in the next round only.
 */
final class Lombok {
  /** Those that give a class constructors or methods which say what it holds. */
  private static final Set<String> COMPLETING =
      Set.of(
          "lombok.AllArgsConstructor",
          "lombok.Builder",
          "lombok.Data",
          "lombok.Getter",
          "lombok.NoArgsConstructor",
          "lombok.RequiredArgsConstructor",
          "lombok.Setter",
          "lombok.Value",
          "lombok.experimental.Delegate",
          "lombok.experimental.FieldDefaults",
          "lombok.experimental.SuperBuilder");

  private Lombok() {}

  /**
   * Whether Lombok has yet to run over the class, or one that it extends: it takes its annotations
   * away when it has.
   */
  static boolean isToComplete(TypeElement type, Types types) {
    return Stream.iterate(
            type, Objects::nonNull, each -> (TypeElement) types.asElement(each.getSuperclass()))
        .flatMap(each -> Stream.concat(Stream.of(each), each.getEnclosedElements().stream()))
        .anyMatch(Lombok::isAnnotated);
  }

  private static boolean isAnnotated(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .anyMatch(
            annotation ->
                annotation.asElement() instanceof TypeElement type
                    && COMPLETING.contains(type.getQualifiedName().toString()));
  }
}

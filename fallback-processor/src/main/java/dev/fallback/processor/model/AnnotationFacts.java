package dev.fallback.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * What {@code @Fallback} says, as it was written; empty texts where nothing was.
 *
 * @param businessErrors classes and where each was named
 * @param forgetOn classes and where each was named
 */
public record AnnotationFacts(
    Located<String> maxAge,
    Located<String> retention,
    Located<String> timeout,
    Located<String> softTimeout,
    Located<String> softMaxAge,
    Located<String> freshFor,
    List<Located<ErrorClass>> businessErrors,
    List<Located<ErrorClass>> forgetOn,
    boolean shareBackendCalls,
    Located<Integer> version,
    Located<String> table,
    Located<String> profile,
    Located<String> keyspace) {
  public AnnotationFacts {
    businessErrors = List.copyOf(businessErrors);
    forgetOn = List.copyOf(forgetOn);
  }

  /**
   * A class of errors that an annotation names.
   *
   * @param visible whether generated code can name it
   */
  public record ErrorClass(TypeName type, boolean visible) {}
}

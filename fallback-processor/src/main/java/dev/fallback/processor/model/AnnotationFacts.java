package dev.fallback.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * What {@code @Fallback} says, as it was written; empty texts where nothing was.
 *
 * @param businessErrors classes and where each was named
 */
public record AnnotationFacts(
    Located<String> maxAge,
    Located<String> retention,
    Located<String> timeout,
    List<Located<BusinessError>> businessErrors,
    Located<Integer> version,
    Located<String> table) {
  public AnnotationFacts {
    businessErrors = List.copyOf(businessErrors);
  }

  /**
   * A class of errors that are answers.
   *
   * @param visible whether generated code can name it
   */
  public record BusinessError(TypeName type, boolean visible) {}
}

package dev.fallback.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import javax.annotation.processing.Generated;

/**
 * A generated class.
 *
 * @param name its name
 * @param text its source
 */
public record GeneratedSource(ClassName name, String text) {
  private static final String GENERATOR = "dev.fallback.processor.FallbackProcessor";

  /** Finishes a class: marks it as generated and says from what. */
  static GeneratedSource of(ClassName name, TypeSpec.Builder type) {
    TypeSpec finished =
        type.addAnnotation(
                AnnotationSpec.builder(Generated.class).addMember("value", "$S", GENERATOR).build())
            .addAnnotation(
                AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{$S, $S}", "deprecation", "removal")
                    .build())
            .build();
    JavaFile file =
        JavaFile.builder(name.packageName(), finished).skipJavaLangImports(true).build();
    return new GeneratedSource(name, file.toString());
  }
}

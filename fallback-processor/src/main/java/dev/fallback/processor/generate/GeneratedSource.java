package dev.fallback.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.fallback.processor.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  static GeneratedSource of(Service service, ClassName name, TypeSpec.Builder type) {
    return of(service, name, type, List.of());
  }

  /**
   * The same.
   *
   * @param warnings of the compiler that the class may give rise to, since it repeats what users
   *     declare
   */
  static GeneratedSource of(
      Service service, ClassName name, TypeSpec.Builder type, List<String> warnings) {
    List<String> suppressed = new ArrayList<>(List.of("deprecation", "rawtypes", "removal"));
    suppressed.addAll(warnings);
    // One by one: given all, it prints all of them for each.
    service.hidingNames().stream().sorted().forEach(type::alwaysQualify);
    if (service.canBeMarked()) {
      type.addAnnotation(
          AnnotationSpec.builder(Generated.class).addMember("value", "$S", GENERATOR).build());
    }
    TypeSpec finished =
        type.addAnnotation(
                AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember(
                        "value",
                        "{$L}",
                        suppressed.stream()
                            .map(warning -> CodeBlock.of("$S", warning))
                            .collect(CodeBlock.joining(", ")))
                    .build())
            .build();
    return new GeneratedSource(
        name,
        service.hidesNeighbours() && !name.packageName().isEmpty()
            ? asOfAnotherPackage(name.packageName(), finished)
            : text(name.packageName(), finished));
  }

  private static String text(String packageName, TypeSpec type) {
    return JavaFile.builder(packageName, type).skipJavaLangImports(true).build().toString();
  }

  /** The writer never qualifies types of the package it writes to, so it is told of another. */
  private static String asOfAnotherPackage(String packageName, TypeSpec type) {
    String another = packageName + ".fallback$another"; // nobody's
    return text(another, type)
        .replaceFirst(
            Pattern.quote("package " + another + ";"),
            Matcher.quoteReplacement("package " + packageName + ";"));
  }
}

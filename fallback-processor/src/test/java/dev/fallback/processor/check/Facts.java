package dev.fallback.processor.check;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.AnnotationFacts;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ParameterFacts;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.ResultFacts;
import dev.fallback.processor.model.Scalar;
import dev.fallback.processor.model.ShapeFacts;
import dev.fallback.processor.model.Signature;
import dev.fallback.processor.model.StoredShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts for tests of rules, without a compiler. */
final class Facts {
  static final StoredShape TEXT = new StoredShape.Plain(Scalar.STRING, ClassName.get(String.class));

  private Facts() {}

  /** A method that keeps texts, with what its annotation says by name. */
  static MethodFacts method(Map<String, String> says, ParameterFacts... parameters) {
    AnnotationFacts annotation =
        new AnnotationFacts(
            at(says, "maxAge"),
            at(says, "retention"),
            at(says, "timeout"),
            at(says, "softTimeout"),
            at(says, "softMaxAge"),
            at(says, "freshFor"),
            List.of(),
            List.of(),
            false,
            new Located<>(Integer.parseInt(says.getOrDefault("version", "1")), Place.NOWHERE),
            at(says, "table"),
            at(says, "profile"),
            at(says, "keyspace"));
    Signature signature =
        new Signature("text", List.of(), TypeName.VOID, List.of(), List.of(), false);
    return new MethodFacts(
        signature,
        Place.NOWHERE,
        MethodFacts.Kind.OVERRIDABLE,
        List.of(),
        annotation,
        new ResultFacts.Eventual(TEXT.javaType(), ShapeFacts.of(TEXT)),
        List.of(parameters),
        Optional.empty());
  }

  static ParameterFacts parameter(StoredShape shape) {
    return new ParameterFacts(
        "key", "Key", Place.NOWHERE, Optional.of(ShapeFacts.of(shape)), Optional.empty());
  }

  private static Located<String> at(Map<String, String> says, String name) {
    return new Located<>(says.getOrDefault(name, ""), Place.NOWHERE);
  }
}

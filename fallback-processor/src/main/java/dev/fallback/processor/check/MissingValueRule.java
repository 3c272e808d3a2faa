package dev.fallback.processor.check;

import com.palantir.javapoet.TypeName;
import dev.fallback.annotation.Stored;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.MissingValue;
import dev.fallback.processor.model.ServiceFacts;
import dev.fallback.processor.model.StoredShape.Component;
import dev.fallback.processor.model.StoredShape.Composite;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.plan.TypePlanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What stands in for a component that a writer did not know is a value of the component's type. */
final class MissingValueRule implements Rule<ServiceFacts> {
  @Override
  public List<Diagnostic> judge(ServiceFacts service) {
    List<Diagnostic> found = new ArrayList<>();
    Set<TypeName> seen = new HashSet<>();
    for (MethodFacts method : service.annotated()) {
      for (Composite type : TypePlanner.composites(method.answers())) {
        if (type instanceof Product product && seen.add(type.javaType())) {
          product.components().forEach(component -> judge(component, found));
        }
      }
    }
    return found;
  }

  private static void judge(Component component, List<Diagnostic> found) {
    if (component.missing().isEmpty()) {
      return;
    }
    Located<String> missing = component.missing().get();
    if (MissingValue.of(component.shape(), missing.value()).isEmpty()) {
      found.addAll(
          Rule.mistake(
              Code.MISSING_VALUE,
              missing.place(),
              "missing = %s is no value of component %s of type %s; allowed is %s",
              shown(missing.value()),
              component.name(),
              component.shape().javaType(),
              MissingValue.allowed(component.shape())));
    }
  }

  private static String shown(String value) {
    return switch (value) {
      case Stored.EMPTY -> "Stored.EMPTY";
      case Stored.NULL -> "Stored.NULL";
      default -> '"' + value + '"';
    };
  }
}

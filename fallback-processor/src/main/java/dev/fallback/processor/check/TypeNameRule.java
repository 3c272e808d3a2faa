package dev.fallback.processor.check;

import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.ServiceFacts;
import dev.fallback.processor.model.StoredName;
import dev.fallback.processor.model.StoredShape.Composite;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.Sum;
import dev.fallback.processor.plan.TypePlanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Types and their fields have legal names, and the fields of a type different ones. */
final class TypeNameRule implements Rule<ServiceFacts> {
  @Override
  public List<Diagnostic> judge(ServiceFacts service) {
    List<Diagnostic> found = new ArrayList<>();
    Set<TypeName> seen = new HashSet<>();
    for (MethodFacts method : service.annotated()) {
      for (Composite type : TypePlanner.composites(method.answers())) {
        if (seen.add(type.javaType())) {
          found.addAll(type(type));
        }
      }
    }
    return found;
  }

  private static List<Diagnostic> type(Composite type) {
    StoredName name = type.name();
    Place place = name.place();
    List<Diagnostic> found =
        new ArrayList<>(
            NameRules.judge(
                "the type of " + type.javaType(),
                name.text(),
                place,
                "give another name by @Stored(name)"));
    if (CqlName.isNoTypeName(name.text())) {
      found.addAll(
          Rule.mistake(
              Code.NAME_RESERVED,
              place,
              "the type of %s would be called %s, which a type of CQL is called; give another name"
                  + " by @Stored(name)",
              type.javaType(),
              name.text()));
    }
    Set<String> taken = new HashSet<>();
    fields(type)
        .forEach(
            (field, stored) -> {
              Place at = stored.place();
              String what = "field %s of %s".formatted(field, type.javaType());
              found.addAll(
                  NameRules.judge(what, stored.text(), at, "give another name by @Stored(name)"));
              if (!taken.add(stored.text())) {
                found.addAll(
                    Rule.mistake(
                        Code.FIELD_NAME_TAKEN,
                        at,
                        "%s would be called %s, as another field already is; give one of them"
                            + " another name by @Stored(name)",
                        what,
                        stored.text()));
              }
            });
    return found;
  }

  private static Map<String, StoredName> fields(Composite type) {
    Map<String, StoredName> fields = new LinkedHashMap<>();
    if (type instanceof Product product) {
      product.components().forEach(c -> fields.put(c.name(), c.field()));
    } else if (type instanceof Sum sum) {
      sum.variants().forEach(v -> fields.put(v.shape().javaType().toString(), v.field()));
    }
    return fields;
  }
}

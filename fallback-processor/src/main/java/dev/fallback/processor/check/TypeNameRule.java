package dev.fallback.processor.check;

import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.ResultFacts.Eventual;
import dev.fallback.processor.model.ServiceFacts;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Component;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.Sum;
import dev.fallback.processor.plan.TypePlanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Types and their fields have legal names, and the fields of a type different ones. */
final class TypeNameRule implements Rule<ServiceFacts> {
  @Override
  public List<Diagnostic> judge(ServiceFacts service) {
    List<Diagnostic> found = new ArrayList<>();
    Set<TypeName> seen = new HashSet<>();
    for (MethodFacts method : service.annotated()) {
      if (method.result() instanceof Eventual eventual) {
        for (StoredShape type :
            TypePlanner.composites(eventual.shape().shape().stream().toList())) {
          if (seen.add(type.javaType())) {
            found.addAll(type(type, method.place()));
          }
        }
      }
    }
    return found;
  }

  private static List<Diagnostic> type(StoredShape type, Place place) {
    String name = CqlName.of(type.javaType());
    List<Diagnostic> found =
        new ArrayList<>(
            NameRules.judge(
                "the type of " + type.javaType(),
                name,
                place,
                CqlName.isReservedForTypes(name),
                "rename the class"));
    Set<String> taken = new HashSet<>();
    for (String field : fields(type)) {
      String cql = CqlName.of(field);
      String what = "field %s of %s".formatted(field, type.javaType());
      found.addAll(NameRules.judge(what, cql, place, CqlName.isReserved(cql), "rename it"));
      if (!taken.add(cql)) {
        found.addAll(
            Rule.mistake(
                Code.FIELD_NAME_TAKEN,
                place,
                "%s would be called %s, as another field already is; rename one of them",
                what,
                cql));
      }
    }
    return found;
  }

  private static List<String> fields(StoredShape type) {
    if (type instanceof Product product) {
      return product.components().stream().map(Component::name).toList();
    }
    return ((Sum) type).variants().stream().map(v -> CqlName.of(v.javaType())).toList();
  }
}

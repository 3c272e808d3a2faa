package dev.fallback.processor.check;

import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ServiceFacts;
import dev.fallback.processor.model.StoredShape.Composite;
import dev.fallback.processor.plan.TypePlanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that a build has given away in its keyspace. Two operations share no table, and two classes
 * no type, in whatever services they are. Collects names as it judges; not thread-safe.
 */
final class Taken implements Rule<ServiceFacts> {
  private final Map<String, String> tables = new HashMap<>();
  private final Map<String, TypeName> types = new HashMap<>();

  @Override
  public List<Diagnostic> judge(ServiceFacts service) {
    List<Diagnostic> found = new ArrayList<>();
    for (MethodFacts method : service.annotated()) {
      found.addAll(table(method, service));
      for (Composite type : TypePlanner.composites(method.answers())) {
        found.addAll(type(type));
      }
    }
    return found;
  }

  private List<Diagnostic> table(MethodFacts method, ServiceFacts service) {
    String name = OperationNames.table(method, service);
    String operation =
        service.name().simpleName() + "." + OperationNames.operation(method, service);
    String other = tables.putIfAbsent(name, operation);
    return other == null
        ? List.of()
        : Rule.mistake(
            Code.TABLE_TAKEN,
            method.annotation().table().place(),
            "%s would be stored in table %s, as %s already is; give one of them another name by"
                + " table =",
            operation,
            name,
            other);
  }

  private List<Diagnostic> type(Composite type) {
    String name = type.name().text();
    TypeName other = types.putIfAbsent(name, type.javaType());
    if (other == null || other.equals(type.javaType())) {
      return List.of();
    }
    return Rule.mistake(
        Code.TYPE_NAME_TAKEN,
        type.name().place(),
        "%s and %s would both be stored as type %s; give one of them another name by @Stored(name)",
        other,
        type.javaType(),
        name);
  }
}

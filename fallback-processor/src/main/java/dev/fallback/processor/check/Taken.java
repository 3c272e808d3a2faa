package dev.fallback.processor.check;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.CqlName;
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
  private final Map<String, Owner> tables = new HashMap<>();
  private final Map<String, TypeName> types = new HashMap<>();

  @Override
  public List<Diagnostic> judge(ServiceFacts service) {
    List<Diagnostic> found = new ArrayList<>();
    for (MethodFacts method : service.annotated()) {
      found.addAll(table(method, service));
      if (method.previous().isPresent()) {
        found.addAll(formerTable(method, service));
      }
      for (Composite type : TypePlanner.composites(method.answers())) {
        found.addAll(type(type));
      }
    }
    return found;
  }

  /** An operation that has a table. */
  private record Owner(ClassName service, String operation) {
    /** Whether it is another one of the same service and name, which is told already. */
    boolean isToldWith(Owner other) {
      return service.equals(other.service)
          && CqlName.of(operation).equals(CqlName.of(other.operation));
    }

    String name() {
      return service.simpleName() + "." + operation;
    }
  }

  private List<Diagnostic> table(MethodFacts method, ServiceFacts service) {
    String name = OperationNames.table(method, service);
    Owner owner = new Owner(service.name(), OperationNames.operation(method, service));
    Owner other = tables.putIfAbsent(name, owner);
    return other == null || owner.isToldWith(other)
        ? List.of()
        : Rule.mistake(
            Code.TABLE_TAKEN,
            method.annotation().table().place(),
            "%s would be stored in table %s, as %s already is; give one of them another name by"
                + " table =",
            owner.name(),
            name,
            other.name());
  }

  /**
   * The table of the version before, in which another operation would be given the wrong answers.
   */
  private List<Diagnostic> formerTable(MethodFacts method, ServiceFacts service) {
    int version = method.annotation().version().value();
    String name = OperationNames.table(method, service, version - 1);
    Owner owner = new Owner(service.name(), OperationNames.operation(method, service));
    Owner other = version < 2 ? null : tables.putIfAbsent(name, owner);
    return other == null || owner.isToldWith(other)
        ? List.of()
        : Rule.mistake(
            Code.TABLE_TAKEN,
            method.annotation().table().place(),
            "%s would read what it was stored as before in table %s, which %s is stored in; give one"
                + " of them another name by table =, or leave previous out",
            owner.name(),
            name,
            other.name());
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

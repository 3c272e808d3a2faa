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
      found.addAll(table(method, service, false));
      if (method.previous().isPresent()) {
        found.addAll(table(method, service, true));
      }
      for (Composite type : TypePlanner.composites(method.answers())) {
        found.addAll(type(type));
      }
    }
    return found;
  }

  /**
   * An operation that has a table.
   *
   * @param former whether it only reads there what it was stored as before
   */
  private record Owner(ClassName service, String operation, boolean former) {
    /** Whether it is another one of the same service and name, which is told already. */
    boolean isToldWith(Owner other) {
      return service.equals(other.service)
          && CqlName.of(operation).equals(CqlName.of(other.operation));
    }

    String name() {
      return service.simpleName() + "." + operation;
    }
  }

  private List<Diagnostic> table(MethodFacts method, ServiceFacts service, boolean former) {
    int version = method.annotation().version().value() - (former ? 1 : 0);
    String name = OperationNames.table(method, service, version);
    Owner owner = new Owner(service.name(), OperationNames.operation(method, service), former);
    Owner other = version < 1 ? null : tables.putIfAbsent(name, owner);
    return other == null || owner.isToldWith(other)
        ? List.of()
        : Rule.mistake(
            Code.TABLE_TAKEN,
            method.annotation().table().place(),
            "%s would %s table %s, %s; give one of them another name by table =",
            owner.name(),
            former ? "read what it was stored as before in" : "be stored in",
            name,
            (other.former()
                    ? "where %s reads what it was stored as before"
                    : former ? "which %s is stored in" : "as %s already is")
                .formatted(other.name()));
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

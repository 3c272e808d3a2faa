package dev.fallback.internal.schema;

import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.StoredTable;
import dev.fallback.codegen.StoredType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What services want, as a graph: an operation rests on its table, a table on types, a type on
 * other types.
 */
public final class DesiredSchema {
  /** All definitions of a type's name; more than one is a conflict. */
  final Map<String, Set<StoredType>> types = new LinkedHashMap<>();

  /** All operations that want a table; more than one is a conflict. */
  final Map<String, List<Wanted>> tables = new LinkedHashMap<>();

  private final Map<String, Set<String>> operationsByType = new LinkedHashMap<>();
  private final Set<String> operations = new TreeSet<>();

  /**
   * One operation's table.
   *
   * @param operation {@code service.operation}
   */
  record Wanted(String operation, StoredTable table) {}

  DesiredSchema(Collection<? extends ServiceDescriptor> services) {
    services.forEach(this::add);
  }

  /** All operations, sorted. */
  List<String> operations() {
    return List.copyOf(operations);
  }

  /** Operations that rest on a type, at whatever depth, sorted. */
  List<String> restingOn(String type) {
    return List.copyOf(operationsByType.getOrDefault(type, Set.of()));
  }

  /** Names of the types that a service's operation rests on, at whatever depth. */
  public static Set<String> typesBelow(ServiceDescriptor service, String valueType) {
    Map<String, StoredType> byName =
        service.types().stream().collect(Collectors.toMap(StoredType::name, type -> type));
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(CqlType.parse(valueType).userTypes().toList());
    while (!open.isEmpty()) {
      String name = open.pop();
      StoredType type = byName.get(name);
      if (type != null && found.add(name)) {
        for (StoredField field : type.fields()) {
          CqlType.parse(field.type()).userTypes().forEach(open::push);
        }
      }
    }
    return found;
  }

  private void add(ServiceDescriptor service) {
    Set<String> needed = new LinkedHashSet<>();
    for (OperationDescriptor<?> operation : service.operations()) {
      String name = operation.qualifiedName();
      StoredTable table = operation.table();
      operations.add(name);
      tables.computeIfAbsent(table.name(), key -> new ArrayList<>()).add(new Wanted(name, table));
      for (String type : typesBelow(service, table.valueType())) {
        operationsByType.computeIfAbsent(type, key -> new TreeSet<>()).add(name);
        needed.add(type);
      }
      operation
          .previous()
          .ifPresent(former -> needed.addAll(typesBelow(service, former.table().valueType())));
    }
    for (StoredType type : service.types()) {
      if (needed.contains(type.name())) {
        types.computeIfAbsent(type.name(), name -> new LinkedHashSet<>()).add(type);
      }
    }
  }
}

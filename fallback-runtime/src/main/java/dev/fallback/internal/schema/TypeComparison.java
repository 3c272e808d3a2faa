package dev.fallback.internal.schema;

import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.StoredType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares user-defined types, field by field and by name: releases add fields at the end in
 * whatever order they come, so a field's place means nothing.
 */
final class TypeComparison {
  private final DesiredSchema desired;
  private final LiveSchema live;
  private final String keyspace;

  TypeComparison(DesiredSchema desired, LiveSchema live, String keyspace) {
    this.desired = desired;
    this.live = live;
    this.keyspace = keyspace;
  }

  void compare(List<SchemaStep> steps, List<SchemaConflict> conflicts) {
    desired.types.forEach(
        (name, definitions) -> {
          if (definitions.size() > 1) {
            conflicts.add(ambiguous(name, definitions));
            return;
          }
          StoredType type = definitions.iterator().next();
          List<StoredField> found = live.types().get(name);
          if (found == null) {
            steps.add(created(type));
          } else {
            compare(type, found, steps, conflicts);
          }
        });
  }

  private void compare(
      StoredType type,
      List<StoredField> found,
      List<SchemaStep> steps,
      List<SchemaConflict> conflicts) {
    Map<String, StoredField> byName =
        found.stream().collect(Collectors.toMap(StoredField::name, field -> field));
    List<StoredField> added = new ArrayList<>();
    for (StoredField field : type.fields()) {
      StoredField liveField = byName.get(field.name());
      if (liveField == null) {
        added.add(field);
      } else if (!CqlType.parse(liveField.type()).sameAs(CqlType.parse(field.type()))) {
        conflicts.add(retyped(type, liveField, field));
      }
    }
    Optional<SchemaConflict> closed = added.isEmpty() ? Optional.empty() : closedByKey(type, added);
    if (closed.isPresent()) {
      conflicts.add(closed.get());
    } else {
      added.forEach(field -> steps.add(extended(type, field, found)));
    }
  }

  private SchemaStep created(StoredType type) {
    String fields =
        type.fields().stream().map(TypeComparison::fieldOf).collect(Collectors.joining(", "));
    return new SchemaStep(
        "CREATE TYPE IF NOT EXISTS %s (%s)".formatted(qualified(type.name()), fields),
        "There is no type %s yet.".formatted(type.name()),
        desired.restingOn(type.name()));
  }

  private SchemaStep extended(StoredType type, StoredField field, List<StoredField> found) {
    return new SchemaStep(
        "ALTER TYPE %s ADD %s".formatted(qualified(type.name()), fieldOf(field)),
        "Type %s has %d fields, but none called %s."
            .formatted(type.name(), found.size(), field.name()),
        desired.restingOn(type.name()));
  }

  private SchemaConflict retyped(StoredType type, StoredField found, StoredField wanted) {
    return new SchemaConflict(
        "type %s.%s, field %s".formatted(keyspace, type.name(), wanted.name()),
        found.type(),
        wanted.type(),
        "Cassandra never changes a field's type. Keep the old component and add the new one under"
            + " another name, or store the changed type under another name, @Stored(name = …),"
            + " and raise @Fallback(version)",
        desired.restingOn(type.name()));
  }

  private SchemaConflict ambiguous(String name, Set<StoredType> definitions) {
    return new SchemaConflict(
        "type %s.%s".formatted(keyspace, name),
        live.types().containsKey(name)
            ? "(%s)".formatted(fieldsOf(live.types().get(name)))
            : "absent",
        definitions.stream()
            .map(type -> "(%s)".formatted(fieldsOf(type.fields())))
            .collect(Collectors.joining(" and ")),
        "Two services want one name for different types; give one another name, @Stored(name = …)",
        desired.restingOn(name));
  }

  /** Cassandra refuses to extend a type that a partition key mentions, at whatever depth. */
  private Optional<SchemaConflict> closedByKey(StoredType type, List<StoredField> added) {
    List<String> keys =
        live.tables().entrySet().stream()
            .filter(
                table ->
                    table.getValue().columns().values().stream()
                        .anyMatch(
                            column ->
                                column.isPartitionKey() && mentions(column.type(), type.name())))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SchemaConflict(
                "type %s.%s".formatted(keyspace, type.name()),
                "a part of the partition key of table " + String.join(", ", keys),
                "extended by " + fieldsOf(added),
                "Cassandra never extends a type that a partition key mentions. Give the key of"
                    + " that table a type of its own, or store this one under another name,"
                    + " @Stored(name = …), and raise @Fallback(version)",
                desired.restingOn(type.name())));
  }

  private boolean mentions(String columnType, String name) {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(userTypes(columnType));
    while (!open.isEmpty()) {
      String type = open.remove(open.size() - 1);
      if (type.equals(name)) {
        return true;
      }
      if (seen.add(type)) {
        live.types().getOrDefault(type, List.of()).stream()
            .forEach(field -> open.addAll(userTypes(field.type())));
      }
    }
    return false;
  }

  /** A foreign column may have a type that only Cassandra knows. */
  private static List<String> userTypes(String type) {
    return type.startsWith("'") ? List.of() : CqlType.parse(type).userTypes().toList();
  }

  private String qualified(String type) {
    return keyspace + "." + CqlNames.quoted(type);
  }

  private static String fieldOf(StoredField field) {
    return CqlNames.quoted(field.name()) + " " + field.type();
  }

  private static String fieldsOf(List<StoredField> fields) {
    return fields.stream().map(TypeComparison::fieldOf).collect(Collectors.joining(", "));
  }
}

package dev.fallback.processor.generate;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.plan.OperationPlan;
import dev.fallback.processor.plan.ServicePlan;
import dev.fallback.processor.plan.TypePlanner;
import dev.fallback.processor.plan.UserType;
import java.util.Set;
import java.util.TreeSet;

/** What a service stores, for people to read. */
final class Catalogue {
  private Catalogue() {}

  static String of(ServicePlan plan) {
    return "-- What "
        + plan.service().binaryName()
        + " keeps in Cassandra. Written at compile time.\n\n"
        + keyspaces(plan).stream().map(keyspace -> types(plan, keyspace)).collect(joining())
        + plan.operations().stream().map(Catalogue::operation).collect(joining("\n"));
  }

  /** Those of the operations; empty for that of the settings, which comes first. */
  private static Set<String> keyspaces(ServicePlan plan) {
    return plan.operations().stream()
        .map(stored -> stored.operation().keyspace())
        .collect(toCollection(TreeSet::new));
  }

  /** A type is in the keyspace of what mentions it. */
  private static String types(ServicePlan plan, String keyspace) {
    Set<String> there =
        TypePlanner.composites(
                plan.operations().stream()
                    .map(OperationPlan::operation)
                    .filter(operation -> operation.keyspace().equals(keyspace))
                    .flatMap(operation -> operation.answers().stream())
                    .toList())
            .stream()
            .map(type -> type.name().text())
            .collect(toSet());
    return plan.types().stream()
        .filter(type -> there.contains(type.name()))
        .map(Catalogue::type)
        .map(text -> in(keyspace, text))
        .collect(joining());
  }

  private static String in(String keyspace, String text) {
    return keyspace.isEmpty() ? text : text.replace("${keyspace}", keyspace);
  }

  private static String type(UserType type) {
    return type.fields().stream()
        .map(field -> "  " + CqlName.quoted(field.name()) + " " + field.type())
        .collect(
            joining(
                ",\n",
                "CREATE TYPE ${keyspace}." + CqlName.quoted(type.name()) + " (\n",
                "\n);\n\n"));
  }

  private static String operation(OperationPlan stored) {
    OperationModel operation = stored.operation();
    String text =
        """
        -- %s: served up to %s old, kept %s, shape %s
        CREATE TABLE ${keyspace}.%s (
          key %s PRIMARY KEY,
          snapshot %s
        );
        %s;
        %s;
        """
            .formatted(
                operation.name(),
                DurationText.words(operation.timing().maxAge()),
                DurationText.words(operation.timing().retention()),
                stored.tag(),
                CqlName.quoted(operation.table()),
                stored.keyType(),
                stored.snapshotType(),
                stored.insert(),
                stored.select());
    String former =
        stored
            .previous()
            .map(p -> "-- while %s has no row:\n%s;\n".formatted(operation.table(), p.select()))
            .orElse("");
    return in(operation.keyspace(), text + former);
  }
}

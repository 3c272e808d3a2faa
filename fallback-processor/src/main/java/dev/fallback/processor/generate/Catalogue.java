package dev.fallback.processor.generate;

import static java.util.stream.Collectors.joining;

import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.plan.OperationPlan;
import dev.fallback.processor.plan.ServicePlan;
import dev.fallback.processor.plan.UserType;

/** What a service stores, for people to read. */
final class Catalogue {
  private Catalogue() {}

  static String of(ServicePlan plan) {
    return "-- What "
        + plan.service().binaryName()
        + " keeps in Cassandra. Written at compile time.\n\n"
        + plan.types().stream().map(Catalogue::type).collect(joining())
        + plan.operations().stream().map(Catalogue::operation).collect(joining("\n"));
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
    return """
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
                stored.select())
        + stored
            .previous()
            .map(p -> "-- while %s has no row:\n%s;\n".formatted(operation.table(), p.select()))
            .orElse("");
  }
}

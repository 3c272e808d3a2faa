package dev.fallback.schema;

import dev.fallback.internal.cassandra.Migration;
import dev.fallback.internal.schema.SchemaConflict;
import dev.fallback.internal.schema.SchemaDiff;
import dev.fallback.internal.schema.SchemaStep;
import java.util.ArrayList;
import java.util.List;

/** Turns a difference into a plan. */
final class Planning {
  private Planning() {}

  static SchemaPlan plan(
      Migration migration, SchemaDiff diff, String keyspace, MigrationOptions options) {
    List<SchemaPlan.Step> steps = new ArrayList<>();
    List<SchemaPlan.Problem> problems = new ArrayList<>();
    try {
      migration.keyspaceStep().map(Planning::step).ifPresent(steps::add);
    } catch (SchemaException e) {
      problems.add(
          new SchemaPlan.Problem(
              "keyspace " + keyspace,
              "absent",
              "there",
              String.valueOf(e.getMessage()),
              List.of()));
    }
    migration
        .disagreement()
        .ifPresent(
            versions ->
                problems.add(
                    new SchemaPlan.Problem(
                        "the nodes' schema",
                        versions,
                        "one version",
                        "Wait until all nodes have it; is one down or joining?",
                        List.of())));
    diff.conflicts().forEach(conflict -> problems.add(problem(conflict)));
    diff.steps().forEach(step -> steps.add(step(step)));
    List<SchemaPlan.Step> remarks = diff.remarks().stream().map(Planning::step).toList();
    if (options.alterOptions()) {
      steps.addAll(remarks);
      remarks = List.of();
    }
    return new SchemaPlan(keyspace, steps, problems, remarks);
  }

  private static SchemaPlan.Step step(SchemaStep step) {
    return new SchemaPlan.Step(step.statement(), step.why(), step.operations());
  }

  private static SchemaPlan.Problem problem(SchemaConflict conflict) {
    return new SchemaPlan.Problem(
        conflict.subject(),
        conflict.live(),
        conflict.wanted(),
        conflict.wayOut(),
        conflict.operations());
  }
}

package dev.fallback.schema;

import static java.util.stream.Collectors.joining;

import dev.fallback.internal.cassandra.Migration;
import dev.fallback.internal.schema.SchemaConflict;
import dev.fallback.internal.schema.SchemaDiff;
import dev.fallback.internal.schema.SchemaStep;
import java.util.ArrayList;
import java.util.List;

/** Turns a difference into a plan. */
final class Planning {
  private Planning() {}

  static SchemaPlan plan(List<KeyspaceMigration> keyspaces) {
    List<SchemaPlan> plans = keyspaces.stream().map(Planning::plan).toList();
    return new SchemaPlan(
        keyspaces.stream().map(KeyspaceMigration::keyspace).collect(joining(", ")),
        plans.stream().flatMap(plan -> plan.steps().stream()).toList(),
        plans.stream().flatMap(plan -> plan.problems().stream()).distinct().toList(),
        plans.stream().flatMap(plan -> plan.remarks().stream()).toList());
  }

  private static SchemaPlan plan(KeyspaceMigration there) {
    Migration migration = there.migration();
    SchemaDiff diff = there.diff();
    List<SchemaPlan.Step> steps = new ArrayList<>();
    List<SchemaPlan.Problem> problems = new ArrayList<>();
    try {
      migration.keyspaceStep().map(Planning::step).ifPresent(steps::add);
    } catch (SchemaException e) {
      problems.add(
          new SchemaPlan.Problem(
              "keyspace " + there.keyspace(),
              "absent",
              "there",
              String.valueOf(e.getMessage()),
              there.operations()));
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
    if (there.alterOptions()) {
      steps.addAll(remarks);
      remarks = List.of();
    }
    return new SchemaPlan(there.keyspace(), steps, problems, remarks);
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

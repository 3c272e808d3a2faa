package dev.fallback.schema;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a migration would do, and what it could not: everything at once, each with the operations
 * that rest on it.
 *
 * @param keyspace where
 * @param steps statements in the order in which they would be executed
 * @param problems what keeps a migration from starting; then no step would be executed
 * @param remarks options of tables that are not the wanted ones, with the statement that would
 *     alter them; executed only when asked for
 */
public record SchemaPlan(
    String keyspace, List<Step> steps, List<Problem> problems, List<Step> remarks) {

  /**
   * One statement.
   *
   * @param cql without a semicolon
   * @param why a sentence
   * @param operations those that rest on it, as {@code service.operation}
   */
  public record Step(String cql, String why, List<String> operations) {
    public Step {
      operations = List.copyOf(operations);
    }
  }

  /**
   * A difference that no additive step can mend.
   *
   * @param subject what differs
   * @param live what is in Cassandra
   * @param wanted what this release wants
   * @param wayOut what to do about it
   * @param operations those that it takes down, as {@code service.operation}
   */
  public record Problem(
      String subject, String live, String wanted, String wayOut, List<String> operations) {
    public Problem {
      operations = List.copyOf(operations);
    }
  }

  public SchemaPlan {
    steps = List.copyOf(steps);
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  /** Whether Cassandra has all that is wanted; options of tables may differ. */
  public boolean isFulfilled() {
    return steps.isEmpty() && problems.isEmpty();
  }

  /** The statements, in order. */
  public List<String> statements() {
    return steps.stream().map(Step::cql).toList();
  }

  /** For people, and for {@code cqlsh}: statements, and the rest in comments. */
  public String text() {
    List<String> lines = new ArrayList<>();
    problems.forEach(
        problem -> {
          lines.add("-- PROBLEM with " + problem.subject());
          lines.add("--   live:    " + problem.live());
          lines.add("--   wanted:  " + problem.wanted());
          lines.add("--   way out: " + problem.wayOut() + ".");
          restingOn(problem.operations(), "--   takes down: ", lines);
        });
    steps.forEach(step -> add(step, "", lines));
    remarks.forEach(step -> add(step, "-- ", lines));
    if (isFulfilled()) {
      lines.add("-- Nothing is missing in keyspace " + keyspace + ".");
    } else if (!problems.isEmpty()) {
      lines.add("-- Nothing is executed before the problems are solved.");
    }
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  /** The same for programs. */
  public String json() {
    return ConfigValueFactory.fromMap(
            Map.of(
                "keyspace", keyspace,
                "fulfilled", isFulfilled(),
                "steps", steps.stream().map(SchemaPlan::json).toList(),
                "remarks", remarks.stream().map(SchemaPlan::json).toList(),
                "problems", problems.stream().map(SchemaPlan::json).toList()))
        .render(ConfigRenderOptions.concise().setFormatted(true));
  }

  private static void add(Step step, String before, List<String> lines) {
    lines.add("-- " + step.why());
    restingOn(step.operations(), "--   for ", lines);
    lines.add(before + step.cql() + ";");
  }

  private static void restingOn(List<String> operations, String before, List<String> lines) {
    if (!operations.isEmpty()) {
      lines.add(before + String.join(", ", operations));
    }
  }

  private static Map<String, Object> json(Step step) {
    return Map.of("cql", step.cql(), "why", step.why(), "operations", step.operations());
  }

  private static Map<String, Object> json(Problem problem) {
    return Map.of(
        "subject", problem.subject(),
        "live", problem.live(),
        "wanted", problem.wanted(),
        "wayOut", problem.wayOut(),
        "operations", problem.operations());
  }
}

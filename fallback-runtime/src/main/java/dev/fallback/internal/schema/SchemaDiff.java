package dev.fallback.internal.schema;

import dev.fallback.codegen.ServiceDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What separates the live schema from what services want: steps that add, and conflicts that no
 * step can mend. Pure; works on parsed types. Everything wrong is found at once, and each thing
 * names the operations that rest on it.
 *
 * @param steps in dependency order
 * @param conflicts in the order in which the services name what they want
 * @param remarks options that are not as wanted, and with what statement they would be
 */
public record SchemaDiff(
    List<SchemaStep> steps, List<SchemaConflict> conflicts, List<SchemaStep> remarks) {

  public SchemaDiff {
    steps = List.copyOf(steps);
    conflicts = List.copyOf(conflicts);
    remarks = List.copyOf(remarks);
  }

  /** Nothing to do and nothing wrong; options may differ. */
  public boolean isEmpty() {
    return steps.isEmpty() && conflicts.isEmpty();
  }

  /** The difference for all operations of the services, with default options. */
  public static SchemaDiff between(
      Collection<? extends ServiceDescriptor> services, LiveSchema live, String keyspace) {
    return between(services, live, keyspace, Map.of());
  }

  /**
   * The difference for all operations of the services.
   *
   * @param options by name of table, CQL literals by name of option
   */
  public static SchemaDiff between(
      Collection<? extends ServiceDescriptor> services,
      LiveSchema live,
      String keyspace,
      Map<String, Map<String, String>> options) {
    DesiredSchema desired = new DesiredSchema(services);
    TypeComparison types = new TypeComparison(desired, live, keyspace);
    TableComparison tables = new TableComparison(desired, live, keyspace, options);
    List<SchemaStep> steps = new ArrayList<>(tables.controlTables());
    List<SchemaConflict> conflicts = new ArrayList<>();
    types.compare(steps, conflicts);
    List<SchemaStep> remarks = new ArrayList<>();
    tables.compare(steps, conflicts, remarks);
    return new SchemaDiff(steps, conflicts, remarks);
  }

  /**
   * What stands in the way of one operation: every cause, not the first only.
   *
   * @param operation {@code service.operation}
   */
  public List<String> inTheWayOf(String operation) {
    return Stream.concat(
            conflicts.stream()
                .filter(conflict -> conflict.operations().contains(operation))
                .map(SchemaConflict::sentence),
            steps.stream()
                .filter(step -> step.operations().contains(operation))
                .map(step -> "not migrated: " + step.statement()))
        .toList();
  }
}

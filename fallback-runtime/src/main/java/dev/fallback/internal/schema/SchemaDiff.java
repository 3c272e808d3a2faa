package dev.fallback.internal.schema;

import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.StoredTable;
import dev.fallback.codegen.StoredType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What separates the live schema from what services want: steps that add, and conflicts that no
 * step can mend. Pure; works on parsed types.
 *
 * @param steps CQL statements in dependency order
 * @param conflicts sentences that say what is live, what is wanted and the ways out
 */
public record SchemaDiff(List<String> steps, List<String> conflicts) {

  /** Name of the table of operators' orders to all nodes. */
  public static final String ORDERS = "fallback_orders";

  public SchemaDiff {
    steps = List.copyOf(steps);
    conflicts = List.copyOf(conflicts);
  }

  /** Nothing to do and nothing wrong. */
  public boolean isEmpty() {
    return steps.isEmpty() && conflicts.isEmpty();
  }

  /** The difference for all operations of the services. */
  public static SchemaDiff between(
      Collection<ServiceDescriptor> services, LiveSchema live, String keyspace) {
    Collector collector = new Collector(live, keyspace);
    collector.wantOrders();
    for (ServiceDescriptor service : services) {
      service.types().forEach(collector::want);
    }
    for (ServiceDescriptor service : services) {
      service.operations().forEach(collector::want);
    }
    return collector.result();
  }

  /** The difference for one operation: its table and the types below it. */
  public static SchemaDiff between(
      ServiceDescriptor service,
      OperationDescriptor<?> operation,
      LiveSchema live,
      String keyspace) {
    Collector collector = new Collector(live, keyspace);
    Set<String> needed = typesBelow(service, operation.table().valueType());
    service.types().stream().filter(type -> needed.contains(type.name())).forEach(collector::want);
    collector.want(operation);
    return collector.result();
  }

  private static Set<String> typesBelow(ServiceDescriptor service, String valueType) {
    Map<String, StoredType> byName =
        service.types().stream().collect(Collectors.toMap(StoredType::name, type -> type));
    Set<String> found = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(CqlType.parse(valueType).userTypes().toList());
    while (!open.isEmpty()) {
      String name = open.remove(open.size() - 1);
      StoredType type = byName.get(name);
      if (type != null && found.add(name)) {
        type.fields().forEach(f -> CqlType.parse(f.type()).userTypes().forEach(open::add));
      }
    }
    return found;
  }

  private static String fieldOf(StoredField field) {
    return CqlNames.quoted(field.name()) + " " + field.type();
  }

  private static final class Collector {
    private final LiveSchema live;
    private final String keyspace;
    private final Set<String> steps = new LinkedHashSet<>();
    private final Set<String> conflicts = new LinkedHashSet<>();
    private final Map<String, StoredType> wanted = new LinkedHashMap<>();

    Collector(LiveSchema live, String keyspace) {
      this.live = live;
      this.keyspace = keyspace;
    }

    SchemaDiff result() {
      return new SchemaDiff(List.copyOf(steps), List.copyOf(conflicts));
    }

    /** The table of operators' orders to all nodes. */
    void wantOrders() {
      if (!live.tables().containsKey(ORDERS)) {
        steps.add(
            ("CREATE TABLE IF NOT EXISTS %s.%s (part tinyint, scope text, id text, state text,"
                    + " from_micros bigint, until_micros bigint, author text, reason text,"
                    + " PRIMARY KEY (part, scope, id)) WITH id = %s"
                    + " AND comment = 'Orders to all nodes'")
                .formatted(keyspace, ORDERS, ControlTables.id(keyspace, ORDERS)));
      }
    }

    void want(StoredType type) {
      StoredType other = wanted.putIfAbsent(type.name(), type);
      if (other != null && !other.equals(type)) {
        conflicts.add(
            "type %s: two services want it with different fields, %s and %s; give one of the Java types another name"
                .formatted(type.name(), other.fields(), type.fields()));
        return;
      }
      List<StoredField> found = live.types().get(type.name());
      if (found == null) {
        steps.add(
            type.fields().stream()
                .map(SchemaDiff::fieldOf)
                .collect(
                    Collectors.joining(
                        ", ",
                        "CREATE TYPE IF NOT EXISTS %s.%s ("
                            .formatted(keyspace, CqlNames.quoted(type.name())),
                        ")")));
        return;
      }
      for (int i = 0; i < type.fields().size(); i++) {
        StoredField field = type.fields().get(i);
        if (i >= found.size()) {
          steps.add(
              "ALTER TYPE %s.%s ADD %s"
                  .formatted(keyspace, CqlNames.quoted(type.name()), fieldOf(field)));
        } else if (!same(found.get(i), field)) {
          conflicts.add(
              "type %s.%s, field %d: live is '%s %s', wanted is '%s %s'. Cassandra only adds fields at the end; move new components to the end of the record, or store the changed type under another name"
                  .formatted(
                      keyspace,
                      type.name(),
                      i + 1,
                      found.get(i).name(),
                      found.get(i).type(),
                      field.name(),
                      field.type()));
          return;
        }
      }
    }

    void want(OperationDescriptor<?> operation) {
      StoredTable table = operation.table();
      Map<String, String> columns = live.tables().get(table.name());
      if (columns == null) {
        steps.add(
            ("CREATE TABLE IF NOT EXISTS %s.%s (key %s PRIMARY KEY, snapshot %s) WITH id = %s"
                    + " AND compaction = {'class': 'LeveledCompactionStrategy'}"
                    + " AND speculative_retry = 'MIN(99p,50ms)'"
                    + " AND comment = 'Snapshots of %s.%s'")
                .formatted(
                    keyspace,
                    CqlNames.quoted(table.name()),
                    table.keyType(),
                    table.snapshotType(),
                    ControlTables.id(keyspace, table.name()),
                    operation.service(),
                    operation.name()));
        return;
      }
      column(table, columns, "key", table.keyType());
      column(table, columns, "snapshot", table.snapshotType());
    }

    private void column(
        StoredTable table, Map<String, String> columns, String column, String type) {
      String found = columns.get(column);
      if (found == null || !CqlType.parse(found).sameAs(CqlType.parse(type))) {
        conflicts.add(
            "table %s.%s, column %s: live is %s, wanted is %s. A changed key or answer type needs a new table: raise @Fallback(version), or name another table"
                .formatted(keyspace, table.name(), column, found == null ? "absent" : found, type));
      }
    }

    private static boolean same(StoredField live, StoredField wanted) {
      return live.name().equals(wanted.name())
          && CqlType.parse(live.type()).sameAs(CqlType.parse(wanted.type()));
    }
  }
}

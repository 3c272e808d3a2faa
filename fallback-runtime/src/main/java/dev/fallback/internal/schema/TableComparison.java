package dev.fallback.internal.schema;

import dev.fallback.codegen.StoredTable;
import dev.fallback.internal.schema.DesiredSchema.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares tables: their keys, the column of snapshots, and their options. */
final class TableComparison {
  private static final String KEY = "key";
  private static final String SNAPSHOT = "snapshot";

  private final DesiredSchema desired;
  private final LiveSchema live;
  private final String keyspace;
  private final Map<String, Map<String, String>> options;

  TableComparison(
      DesiredSchema desired,
      LiveSchema live,
      String keyspace,
      Map<String, Map<String, String>> options) {
    this.desired = desired;
    this.live = live;
    this.keyspace = keyspace;
    this.options = options;
  }

  /** What Fallback needs for itself. */
  List<SchemaStep> controlTables() {
    List<SchemaStep> steps = new ArrayList<>();
    control(steps, ControlTables.LEASES, ControlTables.leases(keyspace), List.of());
    control(steps, ControlTables.ORDERS, ControlTables.orders(keyspace), List.of());
    control(steps, ControlTables.SHAPES, ControlTables.shapes(keyspace), desired.operations());
    control(steps, ControlTables.JOBS, ControlTables.jobs(keyspace), List.of());
    return steps;
  }

  void compare(List<SchemaStep> steps, List<SchemaConflict> conflicts, List<SchemaStep> remarks) {
    desired.tables.forEach(
        (name, wanted) -> {
          LiveTable found = live.tables().get(name);
          if (wanted.size() > 1) {
            conflicts.add(shared(name, wanted));
          } else if (found == null) {
            steps.add(created(wanted.get(0)));
          } else {
            List<SchemaConflict> own = compare(wanted.get(0), found);
            conflicts.addAll(own);
            if (own.isEmpty()) {
              compareOptions(wanted.get(0), found, remarks);
            }
          }
        });
  }

  private void control(
      List<SchemaStep> steps, String name, String statement, List<String> operations) {
    if (!live.tables().containsKey(name)) {
      steps.add(new SchemaStep(statement, "Fallback keeps it for itself.", operations));
    }
  }

  private SchemaStep created(Wanted wanted) {
    StoredTable table = wanted.table();
    return new SchemaStep(
        "CREATE TABLE IF NOT EXISTS %s (key %s PRIMARY KEY, snapshot %s) WITH id = %s%s AND comment = 'Snapshots of %s'"
            .formatted(
                qualified(table.name()),
                table.keyType(),
                table.snapshotType(),
                ControlTables.id(keyspace, table.name()),
                optionsOf(table).forCreate(),
                wanted.operation()),
        "There is no table %s yet.".formatted(table.name()),
        List.of(wanted.operation()));
  }

  private List<SchemaConflict> compare(Wanted wanted, LiveTable found) {
    StoredTable table = wanted.table();
    Map<String, LiveColumn> columns = found.columns();
    LiveColumn key = columns.get(KEY);
    boolean isOurs =
        key != null
            && key.isPartitionKey()
            && columns.values().stream().filter(LiveColumn::isKey).count() == 1;
    if (key == null || !isOurs) {
      return List.of(
          conflict(
              wanted,
              "",
              "an unrelated table or view (%s)".formatted(described(columns)),
              "a table of snapshots (key %s, snapshot %s)"
                  .formatted(table.keyType(), table.snapshotType()),
              "The name is taken: name another table, @Fallback(table = …)"));
    }
    List<SchemaConflict> conflicts = new ArrayList<>();
    if (differ(key.type(), table.keyType())) {
      conflicts.add(
          conflict(
              wanted,
              ", column key",
              key.type(),
              table.keyType(),
              "A changed key is a new table: raise @Fallback(version), or name another table"));
    }
    LiveColumn snapshot = columns.get(SNAPSHOT);
    if (snapshot == null) {
      conflicts.add(
          conflict(
              wanted,
              ", column snapshot",
              "absent; it must have been dropped",
              table.snapshotType(),
              "Cassandra never takes a dropped column of such a type back: raise"
                  + " @Fallback(version), or drop the whole table while no node serves"));
    } else if (differ(snapshot.type(), table.snapshotType())) {
      conflicts.add(
          conflict(
              wanted,
              ", column snapshot",
              snapshot.type(),
              table.snapshotType(),
              "A changed type of answer is a new table: raise @Fallback(version), or name another"
                  + " table"));
    }
    return conflicts;
  }

  private void compareOptions(Wanted wanted, LiveTable found, List<SchemaStep> remarks) {
    TableOptions wantedOptions = optionsOf(wanted.table());
    Map<String, String> differing = wantedOptions.differing(found);
    if (!differing.isEmpty()) {
      List<String> names = List.copyOf(differing.keySet());
      remarks.add(
          new SchemaStep(
              "ALTER TABLE %s WITH %s"
                  .formatted(qualified(wanted.table().name()), wantedOptions.assignments(names)),
              "Options of table %s are not the wanted ones; live is %s."
                  .formatted(
                      wanted.table().name(),
                      differing.entrySet().stream()
                          .map(option -> option.getKey() + " = " + option.getValue())
                          .collect(Collectors.joining(", "))),
              List.of(wanted.operation())));
    }
  }

  private SchemaConflict shared(String name, List<Wanted> wanted) {
    List<String> operations = wanted.stream().map(Wanted::operation).sorted().toList();
    return new SchemaConflict(
        "table %s.%s".formatted(keyspace, name),
        live.tables().containsKey(name) ? "there" : "absent",
        "by %d operations at once".formatted(operations.size()),
        "Every operation has a table of its own: name another one, @Fallback(table = …)",
        operations);
  }

  private SchemaConflict conflict(
      Wanted wanted, String column, String found, String want, String wayOut) {
    return new SchemaConflict(
        "table %s.%s%s".formatted(keyspace, wanted.table().name(), column),
        found,
        want,
        wayOut,
        List.of(wanted.operation()));
  }

  private TableOptions optionsOf(StoredTable table) {
    return TableOptions.snapshots(options.getOrDefault(table.name(), Map.of()));
  }

  private String qualified(String table) {
    return keyspace + "." + CqlNames.quoted(table);
  }

  private static boolean differ(String found, String wanted) {
    return !CqlType.parse(found).sameAs(CqlType.parse(wanted));
  }

  private static String described(Map<String, LiveColumn> columns) {
    return new TreeMap<>(columns)
        .entrySet().stream()
            .map(column -> column.getKey() + " " + column.getValue().type())
            .collect(Collectors.joining(", "));
  }
}

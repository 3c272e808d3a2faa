package dev.fallback.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.StoredType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is to be added, and what no addition can mend. */
class SchemaDiffTest {
  private static final StoredType PAYMENT = type("payment", "amount bigint");
  private static final StoredType STATEMENT =
      type("statement", "balance bigint", "payments frozen<list<frozen<payment>>>");
  private static final WantedService BANK =
      new WantedService("Bank", PAYMENT, STATEMENT).operation("statement", "frozen<statement>");

  @Test
  void from_nothing_types_come_before_what_mentions_them_and_tables_last() {
    SchemaDiff diff = diff(LiveSchema.EMPTY, BANK);
    assertThat(diff.conflicts()).isEmpty();
    assertThat(statements(diff))
        .satisfiesExactly(
            step -> assertThat(step).startsWith("CREATE TABLE IF NOT EXISTS bank.fallback_leases"),
            step -> assertThat(step).startsWith("CREATE TABLE IF NOT EXISTS bank.fallback_orders"),
            step -> assertThat(step).startsWith("CREATE TABLE IF NOT EXISTS bank.fallback_shapes"),
            step -> assertThat(step).startsWith("CREATE TABLE IF NOT EXISTS bank.fallback_jobs"),
            step ->
                assertThat(step)
                    .isEqualTo("CREATE TYPE IF NOT EXISTS bank.payment (amount bigint)"),
            step ->
                assertThat(step)
                    .isEqualTo(
                        "CREATE TYPE IF NOT EXISTS bank.statement (balance bigint, payments"
                            + " frozen<list<frozen<payment>>>)"),
            step ->
                assertThat(step)
                    .startsWith(
                        "CREATE TABLE IF NOT EXISTS bank.bank_statement (key frozen<tuple<bigint>>"
                            + " PRIMARY KEY")
                    .contains("WITH id = ", "'LeveledCompactionStrategy'"));
    assertThat(diff.steps().get(4).operations()).containsExactly("Bank.statement");
    assertThat(diff.steps().get(4).why()).isEqualTo("There is no type payment yet.");
  }

  @Test
  void nothing_is_to_do_when_all_is_there() {
    assertThat(diff(live(BANK), BANK).isEmpty()).isTrue();
  }

  @Test
  void names_that_are_words_of_cql_are_in_quotes_and_found_again() {
    StoredType limit = type("limit", "from bigint");
    StoredType order = type("order", "token text", "to frozen<\"limit\">");
    WantedService words =
        new WantedService("Words", limit, order).operation("table", "frozen<\"order\">");
    assertThat(statements(diff(LiveSchema.EMPTY, words)))
        .contains(
            "CREATE TYPE IF NOT EXISTS bank.\"limit\" (\"from\" bigint)",
            "CREATE TYPE IF NOT EXISTS bank.\"order\" (\"token\" text, \"to\" frozen<\"limit\">)");
    assertThat(statements(diff(with(live(words), type("order", "token text")), words)))
        .containsExactly("ALTER TYPE bank.\"order\" ADD \"to\" frozen<\"limit\">");
  }

  @Test
  void a_name_in_another_case_is_another_name() {
    LiveSchema live = without(with(live(BANK), type("Payment", "amount int")), "payment");
    assertThat(statements(diff(live, BANK)))
        .containsExactly("CREATE TYPE IF NOT EXISTS bank.payment (amount bigint)");
    LiveSchema quoted =
        with(
            live(BANK),
            type("statement", "balance bigint", "payments frozen<list<frozen<\"Payment\">>>"));
    assertThat(diff(quoted, BANK).conflicts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at the end|balance bigint|ADD payments",
        "in the middle|payments frozen<list<frozen<payment>>>|ADD balance"
      })
  void a_field_is_added_wherever_the_release_has_it(String where, String there, String added) {
    SchemaDiff diff = diff(with(live(BANK), type("statement", there)), BANK);
    assertThat(diff.conflicts()).isEmpty();
    assertThat(statements(diff)).singleElement().asString().contains("bank.statement " + added);
    assertThat(diff.steps().get(0).why()).contains("Type statement has 1 fields");
  }

  @Test
  void two_releases_may_add_their_fields_in_either_order() {
    StoredType first = type("statement", "balance bigint", "a text", "b text");
    StoredType other = type("statement", "balance bigint", "b text", "a text");
    WantedService service =
        new WantedService("Bank", first).operation("statement", "frozen<statement>");
    assertThat(diff(with(live(service), other), service).isEmpty()).isTrue();
  }

  @Test
  void fields_of_other_releases_do_no_harm_wherever_they_are() {
    StoredType more =
        type(
            "statement",
            "hold bigint",
            "payments frozen<list<frozen<payment>>>",
            "x int",
            "balance bigint");
    assertThat(diff(with(live(BANK), more), BANK).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bigint|int",
        "frozen<list<text>>|frozen<set<text>>",
        "frozen<set<text>>|frozen<list<text>>",
        "frozen<map<text, bigint>>|frozen<list<text>>",
        "frozen<map<text, bigint>>|frozen<map<text, int>>",
        "frozen<list<frozen<payment>>>|frozen<list<frozen<transfer>>>",
        "frozen<tuple<date, time>>|timestamp"
      })
  void a_field_of_another_type_is_a_conflict_with_ways_out(String wanted, String found) {
    WantedService service =
        new WantedService("Bank", PAYMENT, type("item", "id bigint", "value " + wanted))
            .operation("item", "frozen<item>");
    SchemaDiff diff =
        diff(with(live(service), type("item", "id bigint", "value " + found)), service);
    assertThat(diff.steps()).isEmpty();
    assertThat(diff.conflicts())
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.subject()).isEqualTo("type bank.item, field value");
              assertThat(conflict.live()).isEqualTo(found);
              assertThat(conflict.wanted()).isEqualTo(wanted);
              assertThat(conflict.wayOut()).contains("@Fallback(version)");
              assertThat(conflict.operations()).containsExactly("Bank.item");
            });
  }

  @Test
  void a_type_under_a_list_under_a_map_takes_down_what_rests_on_it_and_nothing_else() {
    WantedService service =
        new WantedService(
                "Bank",
                PAYMENT,
                type("month", "payments frozen<map<text, frozen<list<frozen<payment>>>>>"),
                type("rate", "value double"))
            .operation("month", "frozen<month>")
            .operation("payment", "frozen<list<frozen<payment>>>")
            .operation("rate", "frozen<rate>");
    SchemaDiff diff = diff(with(live(service), type("payment", "amount int")), service);
    assertThat(diff.conflicts())
        .singleElement()
        .satisfies(
            conflict ->
                assertThat(conflict.operations()).containsExactly("Bank.month", "Bank.payment"));
    assertThat(diff.inTheWayOf("Bank.month")).hasSize(1);
    assertThat(diff.inTheWayOf("Bank.payment")).isEqualTo(diff.inTheWayOf("Bank.month"));
    assertThat(diff.inTheWayOf("Bank.rate")).isEmpty();
    SchemaDiff longer = diff(with(live(service), type("payment")), service);
    assertThat(statements(longer)).containsExactly("ALTER TYPE bank.payment ADD amount bigint");
  }

  @Test
  void an_operation_that_rests_on_two_bad_types_is_told_both_causes() {
    LiveSchema live =
        with(
            with(live(BANK), type("payment", "amount int")),
            type("statement", "balance text", "payments frozen<list<frozen<payment>>>"));
    assertThat(diff(live, BANK).inTheWayOf("Bank.statement"))
        .satisfiesExactlyInAnyOrder(
            cause -> assertThat(cause).contains("type bank.payment, field amount", "live is int"),
            cause ->
                assertThat(cause).contains("type bank.statement, field balance", "live is text"));
  }

  @Test
  void a_type_in_the_partition_key_of_a_foreign_table_cannot_be_extended() {
    LiveSchema live =
        table(
            with(live(BANK), type("payment")),
            "foreign",
            Map.of("id", new LiveColumn("frozen<list<frozen<statement>>>", "partition_key")));
    SchemaDiff diff = diff(live, BANK);
    assertThat(diff.steps()).isEmpty();
    assertThat(diff.conflicts())
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.live()).contains("partition key of table foreign");
              assertThat(conflict.wanted()).isEqualTo("extended by amount bigint");
            });
  }

  @Test
  void a_type_in_the_partition_key_of_a_foreign_table_is_no_matter_where_it_is_complete() {
    LiveSchema live =
        table(
            live(BANK),
            "foreign",
            Map.of("id", new LiveColumn("frozen<payment>", "partition_key")));
    assertThat(diff(live, BANK).isEmpty()).isTrue();
  }

  @Test
  void a_changed_key_is_a_conflict_that_names_the_way_out() {
    LiveSchema live =
        table(
            live(BANK),
            "bank_statement",
            Map.of(
                "key", new LiveColumn("frozen<tuple<text>>", "partition_key"),
                "snapshot", new LiveColumn("frozen<tuple<frozen<statement>, text>>", "regular")));
    assertThat(diff(live, BANK).conflicts())
        .singleElement()
        .asString()
        .contains("column key", "@Fallback(version)", "takes down Bank.statement");
  }

  @Test
  void a_dropped_column_is_a_conflict_and_one_made_anew_alike_is_none() {
    Map<String, LiveColumn> key =
        Map.of("key", new LiveColumn("frozen<tuple<bigint>>", "partition_key"));
    assertThat(diff(table(live(BANK), "bank_statement", key), BANK).conflicts())
        .singleElement()
        .asString()
        .contains("must have been dropped");
    Map<String, LiveColumn> anew = new HashMap<>(key);
    anew.put("snapshot", new LiveColumn("frozen<tuple<text, text>>", "regular"));
    assertThat(diff(table(live(BANK), "bank_statement", anew), BANK).conflicts())
        .singleElement()
        .asString()
        .contains("column snapshot", "frozen<tuple<text, text>>");
  }

  @ParameterizedTest
  @CsvSource({"id, partition_key", "key, regular", "key, clustering"})
  void a_name_that_an_unrelated_table_has_is_taken(String column, String kind) {
    LiveSchema live =
        table(
            live(BANK),
            "bank_statement",
            Map.of(column, new LiveColumn("frozen<tuple<bigint>>", kind)));
    assertThat(diff(live, BANK).conflicts())
        .singleElement()
        .asString()
        .contains("an unrelated table", column, "@Fallback(table = …)");
  }

  @Test
  void two_services_that_want_one_name_for_two_types_are_told() {
    WantedService other =
        new WantedService("Others", type("payment", "sum int")).operation("all", "frozen<payment>");
    SchemaDiff diff = diff(live(BANK), BANK, other);
    assertThat(diff.conflicts())
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.wanted()).isEqualTo("(amount bigint) and (sum int)");
              assertThat(conflict.operations()).containsExactly("Bank.statement", "Others.all");
            });
  }

  @Test
  void two_operations_that_want_one_table_are_told() {
    WantedService twin = new WantedService("bank").operation("statement", "text");
    assertThat(diff(live(BANK), BANK, twin).conflicts())
        .singleElement()
        .satisfies(
            conflict ->
                assertThat(conflict.operations())
                    .containsExactly("Bank.statement", "bank.statement"));
  }

  @Test
  void options_are_compared_by_what_they_mean_and_only_remarked_upon() {
    Map<String, Object> live =
        Map.of(
            "compaction",
            Map.of(
                "class",
                "org.apache.cassandra.db.compaction.LeveledCompactionStrategy",
                "max_threshold",
                "32"),
            "speculative_retry",
            "MIN(99p,50.00ms)",
            "default_time_to_live",
            "0");
    assertThat(diff(options(live), BANK).remarks()).isEmpty();

    Map<String, Object> changed = new HashMap<>(live);
    changed.put(
        "compaction",
        Map.of("class", "org.apache.cassandra.db.compaction.SizeTieredCompactionStrategy"));
    changed.put("default_time_to_live", "60");
    SchemaDiff diff = diff(options(changed), BANK);
    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff.remarks())
        .singleElement()
        .satisfies(
            remark -> {
              assertThat(remark.statement())
                  .isEqualTo(
                      "ALTER TABLE bank.bank_statement WITH compaction = {'class':"
                          + " 'LeveledCompactionStrategy'} AND default_time_to_live = 0");
              assertThat(remark.why()).contains("SizeTiered", "default_time_to_live = 60");
            });
  }

  @Test
  void options_of_ones_own_go_before_the_defaults() {
    Map<String, Map<String, String>> own =
        Map.of("bank_statement", Map.of("compaction", "{'class': 'UnifiedCompactionStrategy'}"));
    assertThat(statements(SchemaDiff.between(List.of(BANK), LiveSchema.EMPTY, "bank", own)))
        .last()
        .asString()
        .contains("compaction = {'class': 'UnifiedCompactionStrategy'}")
        .doesNotContain("Leveled");
  }

  private static LiveSchema options(Map<String, Object> options) {
    LiveSchema all = live(BANK);
    Map<String, LiveTable> tables = new HashMap<>(all.tables());
    tables.put(
        "bank_statement", new LiveTable(all.tables().get("bank_statement").columns(), options));
    return new LiveSchema(all.types(), tables);
  }

  private static SchemaDiff diff(LiveSchema live, WantedService... services) {
    return SchemaDiff.between(List.of(services), live, "bank");
  }

  private static List<String> statements(SchemaDiff diff) {
    return diff.steps().stream().map(SchemaStep::statement).toList();
  }

  private static StoredType type(String name, String... fields) {
    List<StoredField> parsed = new ArrayList<>();
    for (String field : fields) {
      String[] parts = field.split(" ", 2);
      parsed.add(new StoredField(parts[0], parts[1]));
    }
    return new StoredType(name, parsed);
  }

  /** All that a service wants, as it wants it. */
  private static LiveSchema live(WantedService service) {
    Map<String, List<StoredField>> types = new HashMap<>();
    service.types().forEach(type -> types.put(type.name(), type.fields()));
    Map<String, LiveTable> tables = new HashMap<>();
    for (String control : List.of("leases", "orders", "shapes", "jobs")) {
      tables.put("fallback_" + control, new LiveTable(Map.of(), Map.of()));
    }
    service
        .operations()
        .forEach(
            operation ->
                tables.put(
                    operation.table().name(),
                    new LiveTable(
                        Map.of(
                            "key", new LiveColumn(operation.table().keyType(), "partition_key"),
                            "snapshot",
                                new LiveColumn(operation.table().snapshotType(), "regular")),
                        Map.of())));
    return new LiveSchema(types, tables);
  }

  private static LiveSchema with(LiveSchema live, StoredType type) {
    Map<String, List<StoredField>> types = new HashMap<>(live.types());
    types.put(type.name(), type.fields());
    return new LiveSchema(types, live.tables());
  }

  private static LiveSchema without(LiveSchema live, String type) {
    Map<String, List<StoredField>> types = new HashMap<>(live.types());
    types.remove(type);
    return new LiveSchema(types, live.tables());
  }

  private static LiveSchema table(LiveSchema live, String name, Map<String, LiveColumn> columns) {
    Map<String, LiveTable> tables = new HashMap<>(live.tables());
    tables.put(name, new LiveTable(columns, Map.of()));
    return new LiveSchema(live.types(), tables);
  }
}

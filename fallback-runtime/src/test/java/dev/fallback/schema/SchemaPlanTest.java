package dev.fallback.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A plan as people and programs get it. */
class SchemaPlanTest {
  private static final SchemaPlan PLAN =
      new SchemaPlan(
          "bank",
          List.of(
              new SchemaPlan.Step(
                  "ALTER TYPE bank.\"order\" ADD note text",
                  "Type order has 1 fields, but none called note.",
                  List.of("Orders.all", "Orders.one"))),
          List.of(
              new SchemaPlan.Problem(
                  "type bank.item, field id",
                  "int",
                  "bigint",
                  "Keep the old component",
                  List.of("Items.item"))),
          List.of(
              new SchemaPlan.Step(
                  "ALTER TABLE bank.orders WITH default_time_to_live = 0",
                  "Options of table orders are not the wanted ones.",
                  List.of())));

  @Test
  void its_text_is_cql_in_which_all_that_is_not_executed_is_a_comment() {
    assertThat(PLAN.text().lines().filter(line -> !line.startsWith("--")))
        .containsExactly("ALTER TYPE bank.\"order\" ADD note text;");
    assertThat(PLAN.text())
        .contains(
            "-- PROBLEM with type bank.item, field id",
            "--   live:    int",
            "--   takes down: Items.item",
            "--   for Orders.all, Orders.one",
            "-- ALTER TABLE bank.orders WITH default_time_to_live = 0;",
            "-- Nothing is executed before the problems are solved.");
  }

  @Test
  void its_json_says_the_same() {
    Config json = ConfigFactory.parseString(PLAN.json());
    assertThat(json.getBoolean("fulfilled")).isFalse();
    assertThat(json.getConfigList("steps").get(0).getString("cql"))
        .isEqualTo(PLAN.steps().get(0).cql());
    assertThat(json.getConfigList("steps").get(0).getStringList("operations"))
        .containsExactly("Orders.all", "Orders.one");
    assertThat(json.getConfigList("problems").get(0).getString("wayOut"))
        .isEqualTo("Keep the old component");
    assertThat(json.getConfigList("remarks")).hasSize(1);
  }

  @Test
  void options_alone_leave_it_fulfilled() {
    SchemaPlan options = new SchemaPlan("bank", List.of(), List.of(), PLAN.remarks());
    assertThat(options.isFulfilled()).isTrue();
    assertThat(options.text()).contains("Nothing is missing in keyspace bank");
  }

  @Test
  void replication_and_options_that_cql_could_not_take_are_refused() {
    MigrationOptions defaults = MigrationOptions.defaults();
    assertThatThrownBy(() -> defaults.creatingKeyspace(Map.of("dc1", 0)))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> defaults.creatingKeyspace(Map.of("dc'1", 3)))
        .hasMessageContaining("dc'1");
    Schema schema = Schema.of(List.of());
    assertThatThrownBy(() -> schema.withTableOption("t", "compaction = 1 AND x", "2"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> schema.withTableOption("t", "compaction", "1; DROP TABLE t"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

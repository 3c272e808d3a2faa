package dev.fallback.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.StoredTable;
import dev.fallback.codegen.StoredType;
import dev.fallback.codegen.ValueCodec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaDiffTest {
  private static final StoredType PAYMENT =
      new StoredType("payment", List.of(new StoredField("amount", "bigint")));
  private static final StoredType STATEMENT =
      new StoredType(
          "statement",
          List.of(
              new StoredField("balance", "bigint"),
              new StoredField("payments", "frozen<list<frozen<payment>>>")));
  private static final Map<String, String> COLUMNS =
      Map.of(
          "key", "frozen<tuple<bigint>>",
          "snapshot", "frozen<tuple<frozen<statement>, text>>");

  private static SchemaDiff diff(LiveSchema live, StoredType... types) {
    return SchemaDiff.between(
        List.of(new Service("bank.Statements", List.of(types))), live, "bank");
  }

  @Test
  void from_nothing_types_come_before_what_mentions_them_and_tables_last() {
    SchemaDiff diff = diff(new LiveSchema(Map.of(), Map.of()), PAYMENT, STATEMENT);
    assertThat(diff.conflicts()).isEmpty();
    assertThat(diff.steps())
        .satisfiesExactly(
            step -> assertThat(step).startsWith("CREATE TABLE IF NOT EXISTS bank.fallback_orders"),
            step ->
                assertThat(step)
                    .isEqualTo("CREATE TYPE IF NOT EXISTS bank.payment (amount bigint)"),
            step ->
                assertThat(step)
                    .isEqualTo(
                        "CREATE TYPE IF NOT EXISTS bank.statement (balance bigint, payments frozen<list<frozen<payment>>>)"),
            step ->
                assertThat(step)
                    .startsWith(
                        "CREATE TABLE IF NOT EXISTS bank.statements (key frozen<tuple<bigint>> PRIMARY KEY")
                    .contains("WITH id = "));
  }

  @Test
  void names_that_are_words_of_cql_are_in_quotes_and_found_again() {
    StoredType limit = new StoredType("limit", List.of(new StoredField("from", "bigint")));
    StoredType order =
        new StoredType(
            "order",
            List.of(new StoredField("token", "text"), new StoredField("to", "frozen<\"limit\">")));
    assertThat(diff(new LiveSchema(Map.of(), Map.of()), limit, order).steps())
        .contains(
            "CREATE TYPE IF NOT EXISTS bank.\"limit\" (\"from\" bigint)",
            "CREATE TYPE IF NOT EXISTS bank.\"order\" (\"token\" text, \"to\" frozen<\"limit\">)");
    LiveSchema old =
        new LiveSchema(
            Map.of("limit", limit.fields(), "order", order.fields().subList(0, 1)), Map.of());
    assertThat(diff(old, limit, order).steps())
        .contains("ALTER TYPE bank.\"order\" ADD \"to\" frozen<\"limit\">")
        .noneMatch(step -> step.startsWith("CREATE TYPE"));
  }

  @Test
  void nothing_is_to_do_when_all_is_there() {
    assertThat(diff(live(STATEMENT.fields()), PAYMENT, STATEMENT).isEmpty()).isTrue();
  }

  @Test
  void a_field_added_at_the_end_is_added() {
    SchemaDiff diff = diff(live(STATEMENT.fields().subList(0, 1)), PAYMENT, STATEMENT);
    assertThat(diff.steps())
        .containsExactly("ALTER TYPE bank.statement ADD payments frozen<list<frozen<payment>>>");
  }

  @Test
  void fields_of_a_newer_release_at_the_end_do_no_harm() {
    List<StoredField> newer =
        List.of(
            STATEMENT.fields().get(0),
            STATEMENT.fields().get(1),
            new StoredField("hold", "bigint"));
    assertThat(diff(live(newer), PAYMENT, STATEMENT).isEmpty()).isTrue();
  }

  @Test
  void a_field_in_another_place_is_a_conflict_that_says_what_is_live() {
    List<StoredField> swapped = List.of(STATEMENT.fields().get(1), STATEMENT.fields().get(0));
    assertThat(diff(live(swapped), PAYMENT, STATEMENT).conflicts())
        .singleElement()
        .asString()
        .contains("bank.statement", "field 1", "payments", "'balance bigint'");
  }

  @Test
  void a_changed_field_type_is_a_conflict() {
    List<StoredField> changed =
        List.of(new StoredField("balance", "int"), STATEMENT.fields().get(1));
    assertThat(diff(live(changed), PAYMENT, STATEMENT).conflicts()).hasSize(1);
  }

  @Test
  void a_changed_key_is_a_conflict_that_names_the_way_out() {
    LiveSchema live =
        new LiveSchema(
            live(STATEMENT.fields()).types(),
            Map.of(
                "fallback_orders",
                Map.of(),
                "statements",
                Map.of("key", "frozen<tuple<text>>", "snapshot", COLUMNS.get("snapshot"))));
    assertThat(diff(live, PAYMENT, STATEMENT).conflicts())
        .singleElement()
        .asString()
        .contains("column key", "@Fallback(version)");
  }

  @Test
  void a_foreign_table_of_the_same_name_is_a_conflict() {
    LiveSchema live =
        new LiveSchema(
            live(STATEMENT.fields()).types(),
            Map.of("fallback_orders", Map.of(), "statements", Map.of("id", "uuid")));
    assertThat(diff(live, PAYMENT, STATEMENT).conflicts()).hasSize(2);
  }

  @Test
  void two_services_that_want_one_name_for_two_types_are_told() {
    StoredType other = new StoredType("payment", List.of(new StoredField("sum", "int")));
    SchemaDiff diff =
        SchemaDiff.between(
            List.of(
                new Service("bank.Statements", List.of(PAYMENT, STATEMENT)),
                new Service("bank.Others", List.of(other, STATEMENT))),
            live(STATEMENT.fields()),
            "bank");
    assertThat(diff.conflicts()).singleElement().asString().contains("type payment");
  }

  @Test
  void a_type_that_an_operation_does_not_use_does_not_hold_it_back() {
    StoredType unrelated = new StoredType("unrelated", List.of(new StoredField("a", "int")));
    Service service = new Service("bank.Statements", List.of(PAYMENT, STATEMENT, unrelated));
    SchemaDiff diff =
        SchemaDiff.between(service, service.operations().get(0), live(STATEMENT.fields()), "bank");
    assertThat(diff.isEmpty()).isTrue();
  }

  private static LiveSchema live(List<StoredField> statement) {
    return new LiveSchema(
        Map.of("payment", PAYMENT.fields(), "statement", statement),
        Map.of("statements", COLUMNS, SchemaDiff.ORDERS, Map.of()));
  }

  private record Service(String service, List<StoredType> types) implements ServiceDescriptor {
    @Override
    public List<OperationDescriptor<?>> operations() {
      return List.of(
          OperationDescriptor.of(service, "statement", new NoCodec())
              .storedIn(
                  new StoredTable(
                      "statements", "frozen<tuple<bigint>>", "frozen<statement>", "", ""),
                  "tag"));
    }
  }

  private static final class NoCodec implements ValueCodec<Object> {
    @Override
    public void write(Object value, ByteSink out) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Object read(ByteSource in) {
      throw new AssertionError("not asked for");
    }
  }
}

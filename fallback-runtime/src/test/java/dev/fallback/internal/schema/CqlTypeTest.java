package dev.fallback.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CqlTypeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bigint",
        "frozen<list<frozen<transaction>>>",
        "frozen<tuple<bigint, text>>",
        "map<text, frozen<map<int, frozen<set<uuid>>>>>"
      })
  void types_are_printed_as_they_are_read(String text) {
    assertThat(CqlType.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frozen<tuple<bigint,text>>|frozen<tuple<bigint, text>>",
        "frozen<list<transaction>>|frozen<list<frozen<transaction>>>",
        "varchar|text",
        "frozen<\"statement\">|frozen<statement>"
      })
  void the_same_type_written_otherwise_is_the_same(String a, String b) {
    assertThat(CqlType.parse(a).sameAs(CqlType.parse(b))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list<int>|frozen<list<int>>",
        "frozen<list<int>>|frozen<set<int>>",
        "frozen<tuple<int>>|frozen<tuple<int, int>>",
        "int|bigint",
        "list<list<int>>|list<frozen<list<int>>>"
      })
  void different_types_differ(String a, String b) {
    assertThat(CqlType.parse(a).sameAs(CqlType.parse(b))).isFalse();
  }

  @Test
  void the_user_types_of_a_type_are_found_at_every_depth() {
    assertThat(CqlType.parse("frozen<map<text, frozen<tuple<a, frozen<list<b>>>>>>").userTypes())
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "list<", "list<int", "list<int>>", "<int>", "map<int,>", "int int>"})
  void what_is_not_a_type_is_refused(String text) {
    assertThatThrownBy(() -> CqlType.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a CQL type");
  }
}

package dev.fallback.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CqlNameTest {
  @ParameterizedTest
  @CsvSource({
    "StatementService,statement_service",
    "accountId,account_id",
    "accountID,account_id",
    "IBANNumber,iban_number",
    "line2Text,line2_text",
    "x,x",
    "already_snake,already_snake",
    "Outer_Inner,outer_inner"
  })
  void humps_become_underscores(String javaName, String cql) {
    assertThat(CqlName.of(javaName)).isEqualTo(cql);
  }

  @Test
  void a_generic_record_is_named_after_what_is_put_in() {
    TypeName pair =
        ParameterizedTypeName.get(
            ClassName.get("bank", "Pair"),
            ClassName.get("bank", "Outer", "Account"),
            ParameterizedTypeName.get(ClassName.get("bank", "Page"), ClassName.get(Long.class)));
    assertThat(CqlName.of(pair)).isEqualTo("pair_of_account_and_page_of_long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add",
        "limit",
        "order",
        "token",
        "to",
        "from",
        "where",
        "set",
        "schema",
        "index",
        "is",
        "key",
        "count",
        "ttl",
        "date",
        "text",
        "type",
        "values",
        "amount",
        "description",
        "at"
      })
  void words_are_reserved_where_the_driver_would_quote_them(String word) {
    assertThat(CqlName.isReserved(word))
        .isEqualTo(CqlIdentifier.fromInternal(word).asCql(true).startsWith("\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "count", "date", "enum", "map"})
  void the_names_of_cqls_own_types_and_functions_cannot_name_a_type(String word) {
    assertThat(CqlName.isNoTypeName(word)).isTrue();
    assertThat(CqlName.quoted(word)).isEqualTo(word);
  }

  @Test
  void what_has_the_name_of_a_type_of_cql_is_called_type() {
    assertThat(CqlName.ofType(ClassName.get("bank", "Date"))).isEqualTo("date_type");
    assertThat(CqlName.ofType(ClassName.get("bank", "Limit"))).isEqualTo("limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit", "order", "token", "from", "to"})
  void words_of_cql_are_written_in_quotes(String word) {
    assertThat(CqlName.quoted(word)).isEqualTo('"' + word + '"');
  }
}

package dev.fallback.bank.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.BreakerSettings;
import dev.fallback.bank.BankSettings;
import dev.fallback.bank.postgres.PostgresSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VariantTest {

  @ParameterizedTest
  @EnumSource
  void a_variant_is_found_by_its_word(Variant variant) {
    assertThat(Variant.of(variant.word())).isSameAs(variant);
  }

  @Test
  void another_word_gets_a_sentence_that_names_those_there_are() {
    assertThatThrownBy(() -> Variant.of("magic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 'magic'")
        .hasMessageContaining("fallback, ")
        .hasMessageContaining("none");
  }

  @Test
  void a_variant_that_needs_a_store_says_so_where_there_is_none() {
    BankSettings settings =
        BankSettings.of(PostgresSettings.of("127.0.0.1", 15432, "postgres", "postgres", ""))
            .withVariant(Variant.FALLBACK)
            .withBreaker(BreakerSettings.defaults());
    assertThatThrownBy(settings::requiredCassandra)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("variant fallback needs a Cassandra");
  }
}

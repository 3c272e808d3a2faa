package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What rows are looked up by. */
class RowTest {

  @Test
  void equal_by_table_and_key() {
    Row row = new Row("t", new byte[] {1, 2});

    assertThat(row).isEqualTo(new Row("t", new byte[] {1, 2}));
    assertThat(row).hasSameHashCodeAs(new Row("t", new byte[] {1, 2}));
    assertThat(row).isNotEqualTo(new Row("u", new byte[] {1, 2}));
    assertThat(row).isNotEqualTo(new Row("t", new byte[] {1, 3}));
  }

  @Test
  void not_equal_where_only_the_hash_is() {
    Row row = new Row("t", new byte[] {0, 31});
    Row other = new Row("t", new byte[] {1, 0});

    assertThat(row).hasSameHashCodeAs(other).isNotEqualTo(other);
    assertThat(new Row("Aa", new byte[0]))
        .hasSameHashCodeAs(new Row("BB", new byte[0]))
        .isNotEqualTo(new Row("BB", new byte[0]));
  }

  @Test
  void does_not_show_its_key() {
    assertThat(new Row("t", new byte[] {42})).hasToString("a row of t");
  }
}

package dev.fallback.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fields in the order in which they are live, whatever the order of the codec. */
class FieldOrderTest {
  private static final List<StoredType> TYPES =
      List.of(
          new StoredType(
              "item",
              List.of(
                  new StoredField("a", "bigint"),
                  new StoredField("b", "text"),
                  new StoredField("c", "frozen<item>"))));

  private static FieldOrder live(String... fields) {
    return FieldOrder.of(TYPES, Map.of("item", List.of(fields)));
  }

  @Test
  void where_the_orders_agree_nothing_is_rearranged() {
    assertThat(live("a", "b", "c")).isSameAs(FieldOrder.OWN);
    assertThat(live("a", "b", "c", "newer")).isSameAs(FieldOrder.OWN);
  }

  @Test
  void a_field_that_is_not_live_is_told() {
    assertThatThrownBy(() -> live("a", "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type item has fields [a, b, c], of which only [a, c] are live");
  }

  @Test
  void foreign_fields_between_are_null_and_those_behind_are_not_written() {
    assertThat(hex(written(live("b", "foreign", "c", "a", "last"))))
        .isEqualTo(
            "00000019" + "0000000178" + "ffffffff" + "ffffffff" + "000000080000000000000001");
  }

  @Test
  void what_was_written_is_read_back_in_values_within_values_too() {
    FieldOrder order = live("c", "x", "b", "a");
    ByteSink sink = new ByteSink(order);
    int outer = sink.begin();
    sink.bigint(1);
    sink.text("outer");
    int inner = sink.begin();
    sink.bigint(2);
    sink.text("inner");
    sink.nullField();
    sink.end(inner, 0);
    sink.end(outer, 0);
    sink.text("behind");
    ByteSource source = new ByteSource(ByteBuffer.wrap(sink.toByteArray()), order);
    int first = source.begin(0);
    source.field("item.a");
    assertThat(source.bigint()).isEqualTo(1);
    source.field("item.b");
    assertThat(source.text()).isEqualTo("outer");
    source.field("item.c");
    int second = source.begin(0);
    source.field("item.a");
    assertThat(source.bigint()).isEqualTo(2);
    source.field("item.b");
    assertThat(source.text()).isEqualTo("inner");
    source.end(second, 0);
    source.end(first, 0);
    assertThat(source.text()).isEqualTo("behind");
    assertThat(source.remaining()).isZero();
  }

  @Test
  void a_field_in_the_middle_that_the_writer_did_not_know_is_unknown_and_not_null() {
    // The writer wrote one field; live first is c, which comes third in the codec.
    byte[] bytes = {0, 0, 0, 4, -1, -1, -1, -1};
    ByteSource source = new ByteSource(ByteBuffer.wrap(bytes), live("c", "a", "b"));
    int outer = source.begin(0);
    assertThat(source.knows()).isFalse();
    assertThatThrownBy(() -> source.field("item.b"))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("did not know field item.b");
    assertThat(source.knows()).isTrue();
    assertThat(source.nullField()).isTrue();
    source.end(outer, 0);
    assertThat(source.remaining()).isZero();
  }

  @Test
  void a_null_that_an_ignorant_writer_left_in_the_middle_is_unknown() {
    FieldOrder order = writtenBy(List.of("a", "b", "c"), "a", "c");
    assertThat(order).isNotSameAs(FieldOrder.OWN);
    ByteSource source = new ByteSource(ByteBuffer.wrap(NULL_IN_THE_MIDDLE), order);
    source.begin(0);
    assertThat(source.bigint()).isEqualTo(1);
    assertThatThrownBy(() -> source.field("item.b"))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("did not know field item.b");
    assertThat(source.nullField()).isTrue();
  }

  @Test
  void a_null_of_a_writer_that_knew_the_field_is_null() {
    FieldOrder order = writtenBy(List.of("a", "b", "c"), "a", "b", "c", "newer");
    assertThat(order).isSameAs(FieldOrder.OWN);
    ByteSource source = new ByteSource(ByteBuffer.wrap(NULL_IN_THE_MIDDLE), order);
    source.begin(0);
    source.bigint();
    source.field("item.b");
    assertThat(source.text()).isNull();
  }

  @Test
  void where_the_number_of_fields_tells_what_was_known_nothing_is_rearranged() {
    assertThat(writtenBy(List.of("a", "b", "c"), "a", "b")).isSameAs(FieldOrder.OWN);
    assertThat(writtenBy(List.of("a", "b", "c"))).isSameAs(FieldOrder.OWN);
  }

  @Test
  void the_last_own_field_may_be_one_that_the_writer_did_not_know() {
    FieldOrder order = writtenBy(List.of("a", "b", "c", "x"), "a", "b", "x");
    byte[] bytes =
        HexFormat.of().parseHex("00000018" + "000000080000000000000001" + "ffffffff".repeat(3));
    ByteSource source = new ByteSource(ByteBuffer.wrap(bytes), order);
    int outer = source.begin(0);
    source.bigint();
    assertThat(source.nullField()).isTrue();
    assertThat(source.knows()).isFalse();
    source.end(outer, 0);
    assertThat(source.remaining()).isZero();
  }

  private static final byte[] NULL_IN_THE_MIDDLE =
      HexFormat.of().parseHex("00000014" + "000000080000000000000001" + "ffffffff" + "ffffffff");

  private static FieldOrder writtenBy(List<String> live, String... known) {
    return FieldOrder.writtenBy(TYPES, Map.of("item", live), Map.of("item", List.of(known)));
  }

  @Test
  void damaged_lengths_are_unreadable() {
    byte[] bytes = {0, 0, 0, 5, 0x7F, -1, -1, -1, 0};
    ByteSource source = new ByteSource(ByteBuffer.wrap(bytes), live("c", "a", "b"));
    assertThatThrownBy(() -> source.begin(0))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("do not fill their type");
  }

  private static byte[] written(FieldOrder order) {
    ByteSink sink = new ByteSink(order);
    int mark = sink.begin();
    sink.bigint(1);
    sink.text("x");
    sink.nullField();
    sink.end(mark, 0);
    return sink.toByteArray();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

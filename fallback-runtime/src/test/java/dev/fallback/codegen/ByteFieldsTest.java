package dev.fallback.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteFieldsTest {
  static List<Consumer<ByteSource>> reads() {
    return List.of(
        ByteSource::bool,
        ByteSource::smallint,
        ByteSource::integer,
        ByteSource::bigint,
        ByteSource::bigintOrNull,
        ByteSource::float64OrNull,
        ByteSource::text,
        ByteSource::characterOrNull,
        ByteSource::varint,
        ByteSource::decimal,
        ByteSource::uuid,
        ByteSource::bytes,
        ByteSource::begin,
        ByteSource::beginElement,
        ByteSource::nullField,
        TimeFields::readInstant,
        TimeFields::readZonedDateTime,
        NamedFields::readInetAddress,
        NamedFields::readUri);
  }

  @ParameterizedTest
  @MethodSource("reads")
  void hostile_lengths_are_unreadable(Consumer<ByteSource> read) {
    for (int length : new int[] {-2, Integer.MIN_VALUE, Integer.MAX_VALUE, 33}) {
      ByteBuffer bytes = ByteBuffer.allocate(36).putInt(0, length);
      assertThatThrownBy(() -> read.accept(new ByteSource(bytes)))
          .as("length " + length)
          .isInstanceOf(UnreadableSnapshotException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("reads")
  void bytes_that_end_within_a_length_are_unreadable(Consumer<ByteSource> read) {
    assertThatThrownBy(() -> read.accept(new ByteSource(ByteBuffer.allocate(3))))
        .isInstanceOf(UnreadableSnapshotException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 4})
  void a_collection_cannot_claim_more_elements_than_its_bytes_can_hold(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(20).putInt(0, 16).putInt(4, count);
    ByteSource source = new ByteSource(bytes);
    source.begin();
    assertThatThrownBy(() -> source.count(1))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("in 12 bytes");
  }

  @Test
  void a_primitive_refuses_null_and_says_which_field_it_is() {
    ByteSource source = new ByteSource(bytes(ByteSink::nullField));
    source.field("statement.balance");
    assertThatThrownBy(source::bigint)
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("statement.balance");
  }

  @Test
  void what_follows_the_known_fields_is_passed_over() {
    ByteSource source =
        new ByteSource(
            bytes(
                out -> {
                  int mark = out.begin();
                  out.bigint(1);
                  out.text("newer");
                  out.end(mark);
                  out.bigint(2);
                }));
    int outer = source.begin();
    assertThat(source.bigint()).isEqualTo(1);
    source.end(outer);
    assertThat(source.bigint()).isEqualTo(2);
    assertThat(source.knows()).isFalse();
  }

  @Property
  void texts_come_back_or_are_refused_for_half_a_surrogate_pair(@ForAll String text) {
    boolean whole = java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
    if (whole) {
      assertThat(roundTrip(out -> out.text(text), ByteSource::text)).isEqualTo(text);
    } else {
      assertThatThrownBy(() -> bytes(out -> out.text(text)))
          .isInstanceOf(UnstorableValueException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD800", "a\uDC00", "\uD800x", "\uDC00\uD800"})
  void half_a_surrogate_pair_is_unstorable_and_leaves_nothing_behind(String text) {
    ByteSink sink = new ByteSink();
    assertThatThrownBy(() -> sink.text(text)).isInstanceOf(UnstorableValueException.class);
    assertThat(sink.size()).isZero();
  }

  @Test
  void a_text_that_is_not_utf_8_is_unreadable() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {0, 0, 0, 2, (byte) 0xC3, 'a'});
    assertThatThrownBy(() -> new ByteSource(bytes).text())
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("UTF-8");
  }

  @Property
  void small_numbers_have_the_shortest_form(@ForAll long value) {
    for (int shift : new int[] {0, 8, 24, 40, 56}) {
      BigInteger number = BigInteger.valueOf(value >> shift);
      byte[] field = array(out -> out.varint(number));
      assertThat(Arrays.copyOfRange(field, 4, field.length)).isEqualTo(number.toByteArray());
      assertThat(roundTrip(out -> out.varint(number), ByteSource::varint)).isEqualTo(number);
    }
  }

  @Property
  void decimals_keep_their_scale(@ForAll BigInteger unscaled, @ForAll int scale) {
    BigDecimal value = new BigDecimal(unscaled, scale);
    assertThat(roundTrip(out -> out.decimal(value), ByteSource::decimal)).isEqualTo(value);
  }

  @Test
  void every_nan_is_the_same_nan() {
    double odd = Double.longBitsToDouble(0x7FF8_0000_0000_0001L);
    assertThat(array(out -> out.float64(odd))).isEqualTo(array(out -> out.float64(Double.NaN)));
  }

  @Test
  void a_null_optional_and_a_null_element_are_unstorable() {
    assertThatThrownBy(() -> new ByteSink().bigint((OptionalLong) null))
        .isInstanceOf(UnstorableValueException.class);
    assertThatThrownBy(() -> Storable.element(null)).isInstanceOf(UnstorableValueException.class);
  }

  @Test
  void a_slice_a_read_only_and_a_direct_buffer_are_read_from_their_position() {
    ByteBuffer whole = ByteBuffer.allocate(24).position(6);
    whole.put(array(out -> out.bigint(42)));
    ByteBuffer slice = whole.flip().position(6).slice();
    ByteBuffer direct = ByteBuffer.allocateDirect(18).position(6).put(slice.duplicate()).flip();
    direct.position(6);
    for (ByteBuffer buffer : List.of(slice, slice.asReadOnlyBuffer(), direct)) {
      assertThat(new ByteSource(buffer).bigint()).isEqualTo(42);
      assertThat(buffer.remaining()).isEqualTo(12);
    }
  }

  @Test
  void the_array_grows_and_is_kept() {
    ByteSink sink = new ByteSink();
    String text = "x".repeat(100_000);
    sink.text(text);
    sink.clear();
    sink.bigint(1);
    sink.text(text);
    assertThat(sink.size()).isEqualTo(12 + 4 + 100_000);
  }

  private static <T> T roundTrip(Consumer<ByteSink> write, Function<ByteSource, T> read) {
    ByteSource source = new ByteSource(bytes(write));
    T value = read.apply(source);
    assertThat(source.remaining()).isZero();
    return value;
  }

  private static ByteBuffer bytes(Consumer<ByteSink> write) {
    return ByteBuffer.wrap(array(write));
  }

  private static byte[] array(Consumer<ByteSink> write) {
    ByteSink sink = new ByteSink();
    write.accept(sink);
    return sink.toByteArray();
  }
}

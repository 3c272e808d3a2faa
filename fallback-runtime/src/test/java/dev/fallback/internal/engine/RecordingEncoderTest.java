package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.KeyEncoder;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.TimeFields;
import dev.fallback.codegen.UnstorableValueException;
import dev.fallback.codegen.ValueCodec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Keys and answers are encoded in an array that their thread keeps, if it is not a large one. */
class RecordingEncoderTest extends RecorderBench {
  private static final class Blobs implements ValueCodec<byte[]> {
    @Override
    public void write(byte[] value, ByteSink out) {
      out.blob(value);
    }

    @Override
    public byte[] read(ByteSource in) {
      throw new AssertionError("nothing is read here");
    }
  }

  private final RecordingEncoder<byte[]> encoder = encoder();

  private RecordingEncoder<byte[]> encoder() {
    OperationDescriptor<byte[]> blobs =
        OperationDescriptor.of("test.Blobs", "blob", new Blobs())
            .maxAge(Bench.MAX_AGE)
            .retention(Bench.MAX_AGE.multipliedBy(2))
            .timeout(Duration.ofSeconds(1))
            .storedIn(Bench.NUMBER.table(), "tag");
    return new RecordingEncoder<>(blobs, OperationSettings.of(blobs), () -> 0.5, guarded);
  }

  @Test
  void the_array_is_used_again() {
    ByteSink first = encoder.answer(new byte[1_000]);
    assertThat(encoder.answer(new byte[1_000])).isSameAs(first);
  }

  @Test
  void one_that_a_large_answer_needed_is_let_go_of() {
    ByteSink large = encoder.answer(new byte[1 << 20]);
    assertThat(large.size()).isGreaterThan(1 << 20);
    assertThat(encoder.answer(new byte[1])).isNotSameAs(large);
  }

  @Test
  void what_is_encoded_meanwhile_does_not_get_into_it() {
    KeyEncoder plain =
        out -> {
          out.bigint(1);
          out.bigint(2);
        };
    KeyEncoder asking =
        out -> {
          out.bigint(1);
          encoder.answer(new byte[1_000]); // as by a converter that makes a call of its own
          out.bigint(2);
        };
    assertThat(encoder.row(asking)).isEqualTo(encoder.row(plain));
    KeyEncoder failing =
        out -> {
          throw new UnstorableValueException("half a surrogate pair");
        };
    assertThatThrownBy(() -> encoder.row(failing)).isInstanceOf(UnstorableValueException.class);
    assertThat(encoder.answer(new byte[1])).isSameAs(encoder.answer(new byte[1]));
  }

  private static KeyEncoder key(Instant at) {
    return KeyEncoder.with(
        out -> TimeFields.writeInstantMillis(at, out),
        out -> {
          TimeFields.writeInstantMillis(at, out);
          return true;
        });
  }

  @Test
  void nothing_is_cut_in_a_key_nor_in_a_former_one() {
    Instant whole = Instant.parse("2026-01-01T00:00:00.123Z");
    assertThat(encoder.previousKey(key(whole))).isEqualTo(encoder.row(key(whole)).key());
    KeyEncoder more = key(whole.plusNanos(1));
    assertThatThrownBy(() -> encoder.row(more)).isInstanceOf(UnstorableValueException.class);
    assertThatThrownBy(() -> encoder.previousKey(more))
        .isInstanceOf(UnstorableValueException.class);
  }
}

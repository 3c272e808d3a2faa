package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ValueCodec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Answers are encoded in an array that their thread keeps, if it is not a large one. */
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
}

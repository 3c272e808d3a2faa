package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.UnreadableSnapshotException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Generated codecs over a rich graph of records: exact, and safe against damaged bytes. */
class RoundTripTest {
  private static final CompiledService SERVICE = CompiledService.EVERYTHING;

  @Property(tries = 500)
  void what_is_stored_comes_back_equal(@ForAll long seed) {
    for (String operation : new String[] {"everything", "map", "optional", "number"}) {
      Object value = new Values(seed).of(SERVICE.answer(operation), true);
      byte[] bytes = SERVICE.encode(operation, value);
      assertThat(SERVICE.decode(operation, bytes)).as(operation).isEqualTo(value);
    }
  }

  @Property(tries = 300)
  void truncated_bytes_are_unreadable_or_a_value_and_nothing_else(@ForAll long seed) {
    byte[] bytes =
        SERVICE.encode("everything", new Values(seed).of(SERVICE.answer("everything"), false));
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      tryDecode(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    }
  }

  @Property(tries = 300)
  void corrupted_bytes_are_unreadable_or_a_value_and_nothing_else(@ForAll long seed) {
    byte[] bytes =
        SERVICE.encode("everything", new Values(seed).of(SERVICE.answer("everything"), false));
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      byte[] damaged = bytes.clone();
      for (int j = 0; j <= random.nextInt(3); j++) {
        int[] evil = {0, 0x7F, 0x80, 0xFF, random.nextInt()};
        damaged[random.nextInt(damaged.length)] = (byte) evil[random.nextInt(evil.length)];
      }
      tryDecode(damaged);
    }
  }

  private static void tryDecode(byte[] bytes) {
    try {
      SERVICE.decode("everything", bytes);
    } catch (UnreadableSnapshotException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }
}

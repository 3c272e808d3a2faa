package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.UnreadableSnapshotException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Codecs of random types: what they store comes back equal, and hostile bytes are told by one
 * exception, whatever they say of lengths and counts.
 */
class RandomTypesTest {
  private static final int TYPES = 40;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void types_of_any_make_store_exactly_and_bear_hostile_bytes(@ForAll long seed) {
    CompiledService service = new CompiledService(new RandomTypes(seed).service(TYPES));
    Random random = new Random(seed);
    for (OperationDescriptor<?> operation : service.descriptor().operations()) {
      String name = operation.name();
      for (int i = 0; i < 20; i++) {
        Object value = new Values(random.nextLong()).of(service.answer(name), true);
        byte[] bytes = service.encode(name, value);
        assertThat(service.decode(name, bytes)).as(name).isEqualTo(value);
        bear(service, name, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        for (int j = 0; j < 10; j++) {
          bear(service, name, damaged(bytes, random));
        }
      }
    }
  }

  /** One length or count, somewhere, is replaced by an evil one; or single bytes are. */
  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    int[] evil = {Integer.MAX_VALUE, Integer.MIN_VALUE, -2, 0, 1, 0x00FFFFFF, random.nextInt()};
    int at = random.nextInt(damaged.length);
    if (at + 4 <= damaged.length && random.nextBoolean()) {
      ByteBuffer.wrap(damaged).putInt(at, evil[random.nextInt(evil.length)]);
    } else {
      damaged[at] = (byte) evil[random.nextInt(evil.length)];
    }
    return damaged;
  }

  private static void bear(CompiledService service, String name, byte[] bytes) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      service.decode(name, bytes);
    } catch (UnreadableSnapshotException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    // Objects are larger than their bytes, and messages and stack traces have a size of their own.
    assertThat(allocated).as(name).isLessThan(4_000_000 + 100L * bytes.length);
  }
}

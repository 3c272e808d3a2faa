package dev.fallback.internal.engine;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.FieldOrder;

/**
 * The array in which a thread encodes. Users' code that runs meanwhile, a converter's say, may make
 * guarded calls of its own, which must not write into the same: while one is in use, another gets a
 * new one. Of one thread.
 */
final class Scratch {
  /** Up to so many bytes an answer leaves the array for the next; there may be many threads. */
  private static final int KEPT_BYTES = 256 << 10;

  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private ByteSink sink = new ByteSink();
  private boolean inUse;

  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  /** An empty sink; give it to {@link #end} when all is encoded. */
  ByteSink begin(FieldOrder order) {
    ByteSink free = inUse ? new ByteSink() : sink;
    inUse = true;
    free.clear(order);
    return free;
  }

  /** What was encoded is there until the next begins. */
  void end(ByteSink encoded) {
    if (encoded == sink) {
      inUse = false;
      if (encoded.size() > KEPT_BYTES) {
        sink = new ByteSink();
      }
    }
  }
}

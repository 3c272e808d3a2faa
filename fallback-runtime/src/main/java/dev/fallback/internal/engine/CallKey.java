package dev.fallback.internal.engine;

import dev.fallback.codegen.KeyEncoder;
import dev.fallback.event.FallbackEvent;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The key of one call, and who follows what becomes of it. Encoded once: when the call begins,
 * because the caller may change what it is made of, and before other threads get it, so it needs no
 * care for threads.
 */
final class CallKey {
  private final KeyEncoder encoder;
  private final @Nullable Consumer<? super FallbackEvent> listener;
  private @Nullable Row row;
  private @Nullable ByteBuffer previous;

  /**
   * @param listener is told the call's events before all others; null where nobody follows it
   */
  CallKey(KeyEncoder encoder, @Nullable Consumer<? super FallbackEvent> listener) {
    this.encoder = encoder;
    this.listener = listener;
  }

  /** Who follows this call; null where nobody does. */
  @Nullable Consumer<? super FallbackEvent> listener() {
    return listener;
  }

  /**
   * Encodes it.
   *
   * @param asPrevious also as the operation's previous version wrote it
   */
  void encode(AnswerRecording<?> by, boolean asPrevious) {
    row = by.row(encoder);
    previous = asPrevious ? by.previousKey(encoder) : null;
  }

  /** Its row; null where the key has none, or was not encoded. */
  @Nullable Row row() {
    return row;
  }

  /** Wire form in the previous version; null where it has none, or there is no such version. */
  @Nullable ByteBuffer previous() {
    return previous;
  }
}

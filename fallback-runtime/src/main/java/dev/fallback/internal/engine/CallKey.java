package dev.fallback.internal.engine;

import dev.fallback.codegen.KeyEncoder;
import dev.fallback.event.FallbackEvent;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The key of one call, and who follows what becomes of it. Encoded once: when the call begins,
 * because the caller may change what it is made of, and before other threads get it, so it needs no
 * care for threads.
 */
final class CallKey {
  private final KeyEncoder encoder;
  private final @Nullable Consumer<? super FallbackEvent> listener;
  private @Nullable ByteBuffer bytes;
  private boolean encoded;
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

  /** Encodes the key as the operation's previous version wrote it. */
  void encodePrevious(Function<? super KeyEncoder, ? extends @Nullable ByteBuffer> encode) {
    previous = encode.apply(encoder);
  }

  /** Wire form in the previous version; null where it has none, or there is no such version. */
  @Nullable ByteBuffer previous() {
    return previous;
  }

  /** Wire form; null where the key has none. */
  @Nullable ByteBuffer bytes(Function<? super KeyEncoder, ? extends @Nullable ByteBuffer> encode) {
    if (!encoded) {
      bytes = encode.apply(encoder);
      encoded = true;
    }
    return bytes;
  }
}

package dev.fallback.internal.engine;

import dev.fallback.codegen.KeyEncoder;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The key of one call, encoded when first needed and once. Not thread-safe, and needs not be:
 * encoding twice in a race gives the same bytes.
 */
final class CallKey {
  private final KeyEncoder encoder;
  private @Nullable ByteBuffer bytes;
  private boolean encoded;

  CallKey(KeyEncoder encoder) {
    this.encoder = encoder;
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

package dev.fallback.bench.codec;

import java.util.Arrays;

/** No codec: copies bytes that are there already. What a codec's time cannot fall below. */
final class CopyCodec implements Codec {
  private final FallbackCodec real = new FallbackCodec();
  private byte[] bytes = {};
  private boolean known;

  @Override
  public byte[] encode(Statement statement) {
    if (!known) {
      bytes = real.encode(statement);
      known = true;
    }
    return Arrays.copyOf(bytes, bytes.length);
  }

  @Override
  public Statement decode(byte[] encoded) {
    return real.decode(encoded);
  }
}

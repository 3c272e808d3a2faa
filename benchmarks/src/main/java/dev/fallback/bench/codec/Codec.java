package dev.fallback.bench.codec;

/** Turns statements into bytes and back. Not thread-safe: what it reuses is one thread's. */
interface Codec {
  /** The bytes of a statement, exactly as many as it takes. */
  byte[] encode(Statement statement);

  /** The statement of which these are the bytes. */
  Statement decode(byte[] bytes);
}

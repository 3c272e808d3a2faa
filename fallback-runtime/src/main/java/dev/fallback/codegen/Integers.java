package dev.fallback.codegen;

/** Whole numbers in two's complement, as few bytes as possible: CQL's {@code varint}. */
final class Integers {
  private Integers() {}

  /** Number of bytes that a value takes, at least 1. */
  static int length(long value) {
    return (72 - Long.numberOfLeadingZeros(value < 0 ? ~value : value)) >>> 3;
  }

  /** The value of 1 to 8 bytes. */
  static long get(byte[] bytes, int start, int length) {
    long value = bytes[start];
    for (int i = 1; i < length; i++) {
      value = (value << 8) | (bytes[start + i] & 0xFF);
    }
    return value;
  }
}

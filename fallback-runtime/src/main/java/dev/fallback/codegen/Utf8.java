package dev.fallback.codegen;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 without replacement characters: what cannot be said exactly is refused. A plain loop over
 * chars allocates nothing and is as fast as any trick.
 */
final class Utf8 {
  private Utf8() {}

  /**
   * Encodes into an array that has room for three bytes a char.
   *
   * @return the index behind the last byte
   * @throws UnstorableValueException at half of a surrogate pair
   */
  static int put(String text, byte[] bytes, int start) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return put(text, i, bytes, start + i);
      }
      bytes[start + i] = (byte) c;
    }
    return start + length;
  }

  /** Goes on from the first character that is not ASCII. */
  private static int put(String text, int from, byte[] bytes, int start) {
    int at = start;
    int length = text.length();
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[at++] = (byte) c;
      } else if (c < 0x800) {
        bytes[at++] = (byte) (0xC0 | (c >> 6));
        bytes[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        bytes[at++] = (byte) (0xE0 | (c >> 12));
        bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[at++] = (byte) (0x80 | (c & 0x3F));
      } else {
        int codePoint = text.codePointAt(i++);
        if (!Character.isSupplementaryCodePoint(codePoint)) {
          throw new UnstorableValueException(
              "the text has half of a surrogate pair at index %d, which UTF-8 cannot hold"
                  .formatted(i - 1));
        }
        bytes[at++] = (byte) (0xF0 | (codePoint >> 18));
        bytes[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        bytes[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        bytes[at++] = (byte) (0x80 | (codePoint & 0x3F));
      }
    }
    return at;
  }

  /**
   * Decodes a slice. Malformed bytes become U+FFFD, so only a text that contains it is looked at
   * again.
   *
   * @throws UnreadableSnapshotException when the bytes are not UTF-8
   */
  static String get(byte[] bytes, int start, int length) {
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes, start, length))
            .toString();
      } catch (CharacterCodingException e) {
        throw new UnreadableSnapshotException("a text is not UTF-8, at byte " + start, e);
      }
    }
    return text;
  }
}

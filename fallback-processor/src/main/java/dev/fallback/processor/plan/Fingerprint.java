package dev.fallback.processor.plan;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Names a stored shape: equal shapes, equal names. */
final class Fingerprint {
  private static final int HEX_DIGITS = 12;

  private Fingerprint() {}

  static String of(String table, String keyType, String valueType, List<UserType> types) {
    String canonical =
        "%s(key %s, value %s)\n".formatted(table, keyType, valueType)
            + types.stream()
                .sorted(Comparator.comparing(UserType::name))
                .map(Fingerprint::canonical)
                .collect(joining("\n"));
    return HexFormat.of().formatHex(sha256(canonical)).substring(0, HEX_DIGITS);
  }

  private static String canonical(UserType type) {
    return type.name()
        + type.fields().stream()
            .map(field -> field.name() + " " + field.type())
            .collect(joining(", ", "(", ")"));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package dev.fallback.bank.load;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which build something is: a fingerprint of all that its class path holds. */
final class Build {
  private static final int SHOWN = 12;

  private Build() {}

  /** The same for the same files in the same order, wherever they lie. */
  static String of(String classPath) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        for (String entry : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
          if (!entry.isEmpty()) {
            add(Path.of(entry), sink);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException("The class path cannot be read", e);
    }
  }

  private static void add(Path entry, OutputStream sink) throws IOException {
    if (!Files.exists(entry)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(entry)) {
      List<Path> files = inside.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        sink.write(entry.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        Files.copy(file, sink);
      }
    }
  }
}

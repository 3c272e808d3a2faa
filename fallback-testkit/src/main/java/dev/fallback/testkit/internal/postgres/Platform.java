package dev.fallback.testkit.internal.postgres;

import dev.fallback.testkit.ServerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The system and processor that programs are made for, as the artifacts of the Postgres programs
 * name them.
 *
 * @param name for instance {@code linux-amd64} or {@code darwin-arm64v8}
 */
record Platform(String name) {

  /**
   * The platform this JVM runs on.
   *
   * @throws ServerStartException when there are no programs for it
   */
  static Platform current() {
    return of(
        System.getProperty("os.name"), System.getProperty("os.arch"), isMusl(Path.of("/lib")));
  }

  static Platform of(String system, String processor, boolean musl) {
    String os = system.toLowerCase(Locale.ROOT);
    String architecture =
        switch (processor.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64v8";
          default -> throw none(system, processor);
        };
    if (os.contains("linux")) {
      return new Platform("linux-" + architecture + (musl ? "-alpine" : ""));
    }
    if (os.contains("mac")) {
      return new Platform("darwin-" + architecture);
    }
    throw none(system, processor);
  }

  private static boolean isMusl(Path libraries) {
    if (!Files.isDirectory(libraries)) {
      return false;
    }
    try (Stream<Path> files = Files.list(libraries)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("ld-musl-"));
    } catch (IOException e) {
      throw new ServerStartException("The folder " + libraries + " cannot be listed: " + e, e);
    }
  }

  private static ServerStartException none(String system, String processor) {
    return new ServerStartException(
        "Embedded Postgres runs on Linux and macOS, on amd64 and arm64; this is %s on %s. Use an existing Postgres instead."
            .formatted(system, processor));
  }
}

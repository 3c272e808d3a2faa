package dev.fallback.testkit.internal.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The folder that keeps what is made once on a machine: unpacked programs, class paths, start-up
 * archives. It can be deleted at any time while no server runs.
 *
 * <p>It is what the system property {@value #PROPERTY} names, else {@code fallback-testkit} in the
 * user's cache folder, else, where that cannot be written, in the system's temporary folder.
 */
public final class CacheFolder {
  /** System property that names the folder. */
  public static final String PROPERTY = "testkit.cache";

  private static final String NAME = "fallback-testkit";

  private CacheFolder() {}

  /** The folder, made where missing. */
  public static Path path() throws IOException {
    String given = System.getProperty(PROPERTY, "");
    if (!given.isEmpty()) {
      return Files.createDirectories(Path.of(given).toAbsolutePath());
    }
    try {
      return writable(userCache().resolve(NAME));
    } catch (IOException e) {
      return shared();
    }
  }

  /** A folder that other users of the machine can read, for programs that run as another user. */
  public static Path shared() throws IOException {
    String user = System.getProperty("user.name", "anyone");
    return writable(Path.of(System.getProperty("java.io.tmpdir"), NAME + "-" + user));
  }

  private static Path writable(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) {
      throw new IOException(folder + " cannot be written to");
    }
    return folder;
  }

  private static Path userCache() {
    Path home = Path.of(System.getProperty("user.home"));
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")) {
      return home.resolve("Library/Caches");
    }
    String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    return xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg);
  }
}

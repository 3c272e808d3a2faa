package dev.fallback.testkit.internal.process;

import dev.fallback.testkit.ServerStartException;
import dev.fallback.testkit.internal.artifact.TemporaryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one server, locked against a second server while it is open. A temporary one is
 * deleted when it is closed.
 */
public final class ServerHome implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerHome.class);

  /**
   * Folders that this JVM has open. The system drops all of a process's locks on a file when the
   * process closes the file once, through whichever channel; so a lock file of ours must not be
   * opened a second time, not even to look whether it is locked.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private static final String LOCK = "lock";
  private static final Duration ABANDONED = Duration.ofMinutes(1);

  private final Path directory;
  private final Path real;
  private final boolean temporary;
  private final FileChannel lockFile;

  private ServerHome(Path directory, Path real, boolean temporary, FileChannel lockFile) {
    this.directory = directory;
    this.real = real;
    this.temporary = temporary;
    this.lockFile = lockFile;
  }

  /**
   * Opens the given folder, made where missing, or a new temporary one.
   *
   * @param server name of the server, for messages and the folder's name
   * @throws ServerStartException when it cannot be written to or is in use
   */
  public static ServerHome open(@Nullable Path given, String server) {
    try {
      Path directory =
          given == null
              ? temporary(server)
              : Files.createDirectories(given.toAbsolutePath().normalize());
      return locked(directory, given == null, server);
    } catch (IOException e) {
      throw new ServerStartException(
          "No folder for %s: %s cannot be made or written to (%s). Check its permissions and the free disk space, or choose another with directory(…)."
              .formatted(server, given == null ? "a temporary folder" : given.toAbsolutePath(), e),
          e);
    }
  }

  private static Path temporary(String server) throws IOException {
    String prefix = "fallback-testkit-" + server.toLowerCase(Locale.ROOT) + "-";
    Path made = Files.createTempDirectory(prefix);
    sweep(made.resolveSibling("."), prefix);
    return made;
  }

  /** Deletes what killed JVMs have left: temporary folders that nobody has locked for a while. */
  private static void sweep(Path parent, String prefix) {
    Instant recently = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path folder : folders) {
        Path lock = folder.resolve(LOCK);
        if (Files.isWritable(lock)
            && Files.getLastModifiedTime(lock).toInstant().isBefore(recently)) {
          deleteAbandoned(folder, lock);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("Abandoned folders in {} are left for another time", parent, e);
    }
  }

  private static void deleteAbandoned(Path folder, Path lock) throws IOException {
    Path real = folder.toRealPath();
    if (!OURS.add(real)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      if (isLocked(channel)) {
        TemporaryTree.delete(folder);
      }
    } finally {
      OURS.remove(real);
    }
  }

  private static ServerHome locked(Path directory, boolean temporary, String server)
      throws IOException {
    Path real = directory.toRealPath();
    if (!OURS.add(real)) {
      throw inUse(server, directory);
    }
    boolean held = false;
    try {
      FileChannel channel =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      held = isLocked(channel);
      if (!held) {
        channel.close();
        throw inUse(server, directory);
      }
      return new ServerHome(directory, real, temporary, channel);
    } finally {
      if (!held) {
        OURS.remove(real);
      }
    }
  }

  private static ServerStartException inUse(String server, Path directory) {
    return new ServerStartException(
        "%s cannot use the folder %s: another embedded server uses it. Close that one first, or choose another folder with directory(…)."
            .formatted(server, directory));
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // Held by this very JVM, under another class loader.
    }
  }

  /** The folder. */
  public Path directory() {
    return directory;
  }

  /** Whether the folder is deleted on close. */
  public boolean isTemporary() {
    return temporary;
  }

  /** A folder inside, made where missing. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path inside, not made. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  /** Unlocks the folder, and deletes it if it is temporary. */
  @Override
  public void close() {
    boolean held = lockFile.isOpen();
    try {
      lockFile.close();
      if (temporary) {
        TemporaryTree.delete(directory);
      }
    } catch (IOException e) {
      LOG.warn("The folder {} is left behind: {}", directory, e.toString());
    } finally {
      if (held) {
        OURS.remove(real);
      }
    }
  }
}

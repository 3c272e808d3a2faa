package dev.fallback.testkit.internal.artifact;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A folder that is deleted with all its content when it is closed, unless it was moved away. */
public final class TemporaryTree implements AutoCloseable {
  private final Path path;

  private TemporaryTree(Path path) {
    this.path = path;
  }

  /** A new folder beside a path, so that it can be moved to that path in one step. */
  public static TemporaryTree beside(Path target) throws IOException {
    Path parent = Files.createDirectories(target.toAbsolutePath().resolve("..").normalize());
    Path made = Files.createTempDirectory(parent, target.getFileName() + ".");
    return new TemporaryTree(
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    delete(path);
  }

  /** Deletes a folder with all its content; what vanishes meanwhile is passed over. */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Files.walkFileTree(folder, new Deletion());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      if (e != null && !(e instanceof NoSuchFileException)) {
        throw e;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}

package dev.fallback.testkit.internal.artifact;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that other processes see whole or not at all. */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** Writes a file, replacing what was there. */
  public static void write(Path file, byte[] content) throws IOException {
    Path draft =
        Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".tmp");
    try {
      Files.write(draft, content);
      replace(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Moves a finished file into its place, replacing what was there. */
  public static void replace(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}

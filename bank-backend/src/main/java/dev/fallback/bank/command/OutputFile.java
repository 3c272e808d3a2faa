package dev.fallback.bank.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is written at the end, and should not turn out to be impossible only then. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Makes its folder where that is missing, and looks whether it can be written.
   *
   * @param option which names it
   * @throws IllegalArgumentException when it cannot; the message is a sentence
   */
  public static void check(String option, Path file) {
    Path target = file.toAbsolutePath().normalize();
    Path folder = target.getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s: the folder of %s cannot be made (%s)".formatted(option, file, e), e);
    }
    if (folder == null || Files.isDirectory(target)) {
      throw new IllegalArgumentException("%s: %s is a folder, not a file".formatted(option, file));
    }
    if (!Files.isWritable(Files.exists(target) ? target : folder)) {
      throw new IllegalArgumentException("%s: %s cannot be written".formatted(option, file));
    }
  }
}

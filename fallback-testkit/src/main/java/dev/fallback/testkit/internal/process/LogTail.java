package dev.fallback.testkit.internal.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The part of a growing log file that was written after a point in time. Immutable. */
public final class LogTail {
  private static final int MAX_BYTES = 16 * 1024;
  private static final int MAX_LINES = 25;

  private final Path file;
  private final long from;

  private LogTail(Path file, long from) {
    this.file = file;
    this.from = from;
  }

  /** What is written to the file from now on; the file need not exist yet. */
  public static LogTail from(Path file) throws IOException {
    return new LogTail(file, Files.exists(file) ? Files.size(file) : 0);
  }

  /** The newest lines, at most 25; a file that cannot be read yields a line that says so. */
  public List<String> lines() {
    try (var input = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(from, input.length() - MAX_BYTES);
      input.seek(start);
      var bytes = new byte[(int) (input.length() - start)];
      input.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size());
    } catch (IOException e) {
      return List.of("(the log could not be read: " + e + ")");
    }
  }

  /** Whether one of the newest lines contains the text. */
  public boolean mentions(String text) {
    return lines().stream().anyMatch(line -> line.contains(text));
  }

  /** The newest lines with a heading, for the end of an error message. */
  public String describe() {
    List<String> lines = lines();
    return lines.isEmpty()
        ? "Its log " + file + " is empty."
        : "The end of its log " + file + ":\n  " + String.join("\n  ", lines);
  }
}

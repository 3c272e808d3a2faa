package dev.fallback.warmup;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes the keys that were given up to a file of comma-separated values, in columns {@code key}
 * and {@code cause}, which {@link CsvKeys} reads: what failed can be tried again by itself.
 * Appends, and each line is in the file when the call returns, before the checkpoint passes the
 * key. There is no file where nothing failed. Thread-safe. Needs the library de.siegmar:fastcsv.
 */
public final class FailedKeys implements Closeable {
  /** Name of the column of keys. */
  public static final String COLUMN = "key";

  private final Path file;
  private @Nullable CsvWriter writer;

  /** Writes nothing yet. */
  public FailedKeys(Path file) {
    this.file = file;
  }

  /** Forgets what earlier runs wrote. */
  public synchronized void startOver() {
    try {
      close();
      writer = null;
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be removed".formatted(file), e);
    }
  }

  /** Writes one key down. */
  public synchronized void add(String key, Throwable cause) {
    try {
      CsvWriter to = writer == null ? open() : writer;
      writer = to;
      to.writeRecord(key, String.valueOf(cause));
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(file), e);
    }
  }

  private CsvWriter open() throws IOException {
    boolean fresh = !Files.exists(file) || Files.size(file) == 0;
    CsvWriter to =
        CsvWriter.builder().build(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (fresh) {
      to.writeRecord(COLUMN, "cause");
    }
    return to;
  }

  @Override
  public synchronized void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}

package dev.fallback.warmup;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.fallback.internal.warmup.IteratedKeys;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys from a file of comma-separated values (RFC 4180, UTF-8): a column of a name, where the first
 * line has one of that name, else the first field of every line. Empty lines, and lines that begin
 * with {@code #}, say nothing. Needs the library de.siegmar:fastcsv.
 */
public final class CsvKeys {
  private CsvKeys() {}

  /**
   * The keys of a file, read while they are needed.
   *
   * @param column name of the column, whatever its case
   * @param parse makes a key of a field; what it throws ends the job, with the line's number
   */
  public static <K> WarmUpKeys<K> of(Path file, String column, Function<String, K> parse) {
    return new IteratedKeys<>(
        "file " + file.toAbsolutePath().normalize(),
        () -> new Keys<>(file, column, parse),
        OptionalLong.empty());
  }

  private static final class Keys<K> implements Iterator<K>, Closeable {
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final Function<String, K> parse;
    private @Nullable CsvRecord next;
    private int place;

    Keys(Path file, String column, Function<String, K> parse) {
      this.parse = parse;
      try {
        reader =
            CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .detectBomHeader(true)
                .ofCsvRecord(file);
      } catch (IOException e) {
        throw new WarmUpException("%s cannot be read: %s".formatted(file, e), e);
      }
      records = reader.iterator();
      next = records.hasNext() ? records.next() : null;
      for (int field = 0; next != null && field < next.getFieldCount(); field++) {
        if (next.getField(field).equalsIgnoreCase(column)) {
          place = field;
          next = null;
        }
      }
    }

    @Override
    public boolean hasNext() {
      if (next == null && records.hasNext()) {
        next = records.next();
      }
      return next != null;
    }

    @Override
    public K next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      CsvRecord record = next;
      next = null;
      try {
        return parse.apply(record.getField(place).strip());
      } catch (RuntimeException e) {
        throw new WarmUpException(
            "line %d: '%s' is no key: %s"
                .formatted(
                    record.getStartingLineNumber(),
                    String.join(",", record.getFields()),
                    e.getMessage()),
            e);
      }
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

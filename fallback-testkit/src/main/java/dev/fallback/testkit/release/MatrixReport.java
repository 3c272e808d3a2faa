package dev.fallback.testkit.release;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What two releases read of each other.
 *
 * @param cells one for each order of migration, operation, writer and reader
 * @param loads one for each order of migration: what went on while the second release came
 */
public record MatrixReport(List<Cell> cells, List<Load> loads) {
  public MatrixReport {
    cells = List.copyOf(cells);
    loads = List.copyOf(loads);
  }

  /**
   * What one release read of what another, or itself, wrote.
   *
   * @param first the release that had migrated first
   * @param operation name of its table
   * @param read answers in which everything that both know is equal
   * @param missed snapshots that count as absent for the reader: the backend is asked instead
   * @param wrong answers that differ from what was written, and where
   */
  public record Cell(
      String first,
      String operation,
      String writer,
      String reader,
      int read,
      int missed,
      List<String> wrong) {
    public Cell {
      wrong = List.copyOf(wrong);
    }
  }

  /**
   * What both releases did while the second one migrated and started.
   *
   * @param first the release that had migrated first
   * @param writes acknowledged writes
   * @param reads reads that found an answer, the right one
   * @param missed reads that found none, or none that is readable for the reader
   * @param failed reads and writes that ended with an error
   * @param wrong answers that were not among those written since the last acknowledged one
   */
  public record Load(
      String first, long writes, long reads, long missed, List<String> failed, List<String> wrong) {
    public Load {
      failed = List.copyOf(failed);
      wrong = List.copyOf(wrong);
    }
  }

  /** All wrong answers and failures; empty when the two releases get on with each other. */
  public List<String> faults() {
    return Stream.concat(
            cells.stream().flatMap(cell -> cell.wrong().stream()),
            loads.stream()
                .flatMap(load -> Stream.concat(load.failed().stream(), load.wrong().stream())))
        .toList();
  }

  /** Answers that a reader could read of a writer, in both orders of migration. */
  public int read(String writer, String reader) {
    return between(writer, reader).mapToInt(Cell::read).sum();
  }

  /** Snapshots that are misses for a reader of a writer, in both orders of migration. */
  public int missed(String writer, String reader) {
    return between(writer, reader).mapToInt(Cell::missed).sum();
  }

  private Stream<Cell> between(String writer, String reader) {
    return cells.stream()
        .filter(cell -> cell.writer().equals(writer) && cell.reader().equals(reader));
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-12s %-32s %-12s %-12s %6s %6s %6s"
            .formatted("first", "operation", "writer", "reader", "read", "missed", "wrong"));
    for (Cell cell : cells) {
      lines.add(
          "%-12s %-32s %-12s %-12s %6d %6d %6d"
              .formatted(
                  cell.first(),
                  cell.operation(),
                  cell.writer(),
                  cell.reader(),
                  cell.read(),
                  cell.missed(),
                  cell.wrong().size()));
    }
    for (Load load : loads) {
      lines.add(
          "%s first, under load: %d writes, %d reads, %d missed, %d failed, %d wrong"
              .formatted(
                  load.first(),
                  load.writes(),
                  load.reads(),
                  load.missed(),
                  load.failed().size(),
                  load.wrong().size()));
    }
    faults().forEach(lines::add);
    return String.join("\n", lines);
  }
}

package dev.fallback.bench.codec;

import dev.fallback.annotation.Stored;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** The same statement, its instants stored in milliseconds. */
@Stored(as = Stored.As.MILLIS)
public record MillisStatement(
    long account,
    String owner,
    String currency,
    BigDecimal balance,
    Instant from,
    Instant until,
    List<Line> transactions) {

  /** A transaction. */
  @Stored(as = Stored.As.MILLIS)
  public record Line(
      UUID id, Instant at, BigDecimal amount, String text, Kind kind, Counterparty counterparty) {}

  static MillisStatement of(Statement s) {
    return new MillisStatement(
        s.account(),
        s.owner(),
        s.currency(),
        s.balance(),
        s.from().truncatedTo(ChronoUnit.MILLIS),
        s.until().truncatedTo(ChronoUnit.MILLIS),
        s.transactions().stream().map(MillisStatement::line).toList());
  }

  private static Line line(Transaction t) {
    Instant at = t.at().truncatedTo(ChronoUnit.MILLIS);
    return new Line(t.id(), at, t.amount(), t.text(), t.kind(), t.counterparty());
  }
}

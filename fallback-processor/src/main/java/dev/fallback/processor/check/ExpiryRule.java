package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.MethodFacts;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Snapshots expire before Cassandra's clock for expiries ends. Beyond it the table can be created,
 * but every insert is refused.
 */
final class ExpiryRule implements Rule<MethodFacts> {
  private final LocalDate today;
  private final LocalDate last;

  /**
   * @param last the last day on which Cassandra lets something expire
   */
  ExpiryRule(LocalDate today, LocalDate last) {
    this.today = today;
    this.last = last;
  }

  /** With the two hundredths that writes add, so that rows do not all expire at once. */
  private static long days(Duration kept) {
    return kept.plus(kept.dividedBy(50)).toDays();
  }

  /** A maximum age out of range is told already. */
  private static boolean inRange(Times times) {
    return times.maxAge().map(age -> age.compareTo(Times.LONGEST) <= 0).orElse(true);
  }

  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    Times times = Times.of(method.annotation());
    boolean beyond =
        times
            .retention()
            .filter(kept -> kept.compareTo(Times.LONGEST) <= 0 && inRange(times))
            .map(kept -> today.plusDays(days(kept)).isAfter(last))
            .orElse(false);
    if (!beyond) {
      return List.of();
    }
    Located<String> written = method.annotation().retention();
    boolean byDefault = !Times.isWritten(written);
    return Rule.mistake(
        Code.EXPIRY_TOO_FAR,
        byDefault ? method.annotation().maxAge().place() : written.place(),
        "%s keeps snapshots beyond %s, after which Cassandra lets nothing expire: every write would"
            + " fail; make retention shorter, or, where the cluster runs with"
            + " storage_compatibility_mode NONE, compile with -A%s=2106",
        byDefault ? "twice maxAge" : "retention " + written.value(),
        last,
        Settings.EXPIRY);
  }
}

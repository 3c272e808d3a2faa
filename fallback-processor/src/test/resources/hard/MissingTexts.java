package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.net.*;
import java.nio.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

/** Values for snapshots that lack a component, of every type that has a text. */
public interface MissingTexts {
  enum Kind {
    A,
    B
  }

  record All(
      @Stored(missing = "true") boolean truth,
      @Stored(missing = "-128") byte tiny,
      @Stored(missing = "1") short small,
      @Stored(missing = "x") char letter,
      @Stored(missing = "+5") int whole,
      @Stored(missing = "-9223372036854775808") long big,
      @Stored(missing = "NaN") float single,
      @Stored(missing = "1e10") double twice,
      @Stored(missing = "1.50") BigDecimal decimal,
      @Stored(missing = "-5") BigInteger integer,
      @Stored(missing = "123e4567-e89b-12d3-a456-426614174000") UUID uuid,
      @Stored(missing = "2026-01-01T00:00:00Z") Instant instant,
      @Stored(missing = "2026-01-01") LocalDate date,
      @Stored(missing = "10:00") LocalTime time,
      @Stored(missing = "2026-01-01T10:00") LocalDateTime dateTime,
      @Stored(missing = "2026-01-01T10:00Z") OffsetDateTime offsetDateTime,
      @Stored(missing = "10:00+02:00") OffsetTime offsetTime,
      @Stored(missing = "PT1S") Duration duration,
      @Stored(missing = "P1D") Period period,
      @Stored(missing = "Europe/Paris") ZoneId zone,
      @Stored(missing = "+02:00") ZoneOffset offset,
      @Stored(missing = "EUR") Currency currency,
      @Stored(missing = "de-DE") Locale locale,
      @Stored(missing = "http://x") URI uri,
      @Stored(missing = "2026") Year year,
      @Stored(missing = "2026-01") YearMonth month,
      @Stored(missing = "--02-29") MonthDay day,
      @Stored(missing = "") String empty,
      @Stored(missing = "\"quoted\"\n€") String text,
      @Stored(missing = "x") Optional<String> maybe,
      @Stored(missing = "5") OptionalInt maybeInt,
      @Stored(missing = "-5") OptionalLong maybeLong,
      @Stored(missing = "-0.0") OptionalDouble maybeDouble,
      @Stored(missing = "A") Kind kind,
      @Stored(missing = Stored.NULL) InetAddress address,
      @Stored(missing = Stored.EMPTY) NavigableMap<String, Kind> kinds) {}

  @Fallback(maxAge = "1d")
  CompletionStage<All> all(long id);
}

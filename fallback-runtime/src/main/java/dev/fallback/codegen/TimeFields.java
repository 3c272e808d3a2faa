package dev.fallback.codegen;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times in CQL forms that lose nothing: CQL's {@code timestamp} has milliseconds only, so
 * an instant is a {@code tuple<date, time>} in UTC. Stateless.
 */
public final class TimeFields {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private TimeFields() {}

  /** Writes a {@code date} or null. */
  public static void writeLocalDate(@Nullable LocalDate value, ByteSink out) {
    if (value == null) {
      out.nullField();
    } else {
      out.integer(date(value.toEpochDay(), value));
    }
  }

  /** Reads a {@code date} or null. */
  public static @Nullable LocalDate readLocalDate(ByteSource in) {
    return in.nullField() ? null : LocalDate.ofEpochDay(day(in));
  }

  /** Writes a {@code time} or null. */
  public static void writeLocalTime(@Nullable LocalTime value, ByteSink out) {
    if (value == null) {
      out.nullField();
    } else {
      out.bigint(value.toNanoOfDay());
    }
  }

  /** Reads a {@code time} or null. */
  public static @Nullable LocalTime readLocalTime(ByteSource in) {
    return in.nullField() ? null : LocalTime.ofNanoOfDay(nanoOfDay(in));
  }

  /** Writes a {@code tuple<date, time>} in UTC, or null. */
  public static void writeInstant(@Nullable Instant value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    long second = value.getEpochSecond();
    long day = Math.floorDiv(second, 86_400L);
    out.dateTime(date(day, value), (second - day * 86_400L) * 1_000_000_000L + value.getNano());
  }

  /** Reads a {@code tuple<date, time>} in UTC, or null. */
  public static @Nullable Instant readInstant(ByteSource in) {
    int outer = in.begin();
    if (outer < 0) {
      return null;
    }
    long second = day(in) * 86_400L;
    long nano = nanoOfDay(in);
    in.end(outer);
    return Instant.ofEpochSecond(second, nano);
  }

  /**
   * Writes a {@code timestamp}, cut to milliseconds, or null.
   *
   * @throws UnstorableValueException when it would have to be cut where nothing may be
   */
  public static void writeInstantMillis(@Nullable Instant value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    if (out.isDistinct()) {
      requireWholeMillis(value);
    }
    try {
      out.bigint(value.toEpochMilli());
    } catch (ArithmeticException e) {
      throw new UnstorableValueException(value + " lies outside CQL's timestamps");
    }
  }

  private static void requireWholeMillis(Instant value) {
    if (!value.equals(value.truncatedTo(ChronoUnit.MILLIS))) {
      throw new UnstorableValueException(
          value
              + " is part of a key, or in a set, that is stored in milliseconds, and has more"
              + " digits");
    }
  }

  /** Reads a {@code timestamp} or null. */
  public static @Nullable Instant readInstantMillis(ByteSource in) {
    return in.nullField() ? null : Instant.ofEpochMilli(in.bigint());
  }

  /** Writes a {@code tuple<date, time>} or null. */
  public static void writeLocalDateTime(@Nullable LocalDateTime value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    out.dateTime(date(value.toLocalDate().toEpochDay(), value), value.toLocalTime().toNanoOfDay());
  }

  /** Reads a {@code tuple<date, time>} or null. */
  public static @Nullable LocalDateTime readLocalDateTime(ByteSource in) {
    int outer = in.begin();
    if (outer < 0) {
      return null;
    }
    LocalDateTime value = dateTime(in);
    in.end(outer);
    return value;
  }

  /** Writes a {@code tuple<date, time, int>}, the last being the offset in seconds, or null. */
  public static void writeOffsetDateTime(@Nullable OffsetDateTime value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    int mark = out.begin();
    dateTime(value.toLocalDateTime(), value, out);
    out.integer(value.getOffset().getTotalSeconds());
    out.end(mark);
  }

  /** Reads a {@code tuple<date, time, int>} or null. */
  public static @Nullable OffsetDateTime readOffsetDateTime(ByteSource in) {
    int outer = in.begin();
    if (outer < 0) {
      return null;
    }
    LocalDateTime local = dateTime(in);
    int offset = in.integer();
    in.end(outer);
    return made(in, () -> OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(offset)));
  }

  /** Writes a {@code tuple<date, time, int, text>} with offset in seconds and zone, or null. */
  public static void writeZonedDateTime(@Nullable ZonedDateTime value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    int mark = out.begin();
    dateTime(value.toLocalDateTime(), value, out);
    out.integer(value.getOffset().getTotalSeconds());
    out.text(value.getZone().getId());
    out.end(mark);
  }

  /** Reads a {@code tuple<date, time, int, text>} or null. */
  public static @Nullable ZonedDateTime readZonedDateTime(ByteSource in) {
    int outer = in.begin();
    if (outer < 0) {
      return null;
    }
    LocalDateTime local = dateTime(in);
    int offset = in.integer();
    String zone = in.element(in.text());
    in.end(outer);
    return made(
        in,
        () -> ZonedDateTime.ofInstant(local, ZoneOffset.ofTotalSeconds(offset), ZoneId.of(zone)));
  }

  /** Writes a {@code tuple<time, int>}, the last being the offset in seconds, or null. */
  public static void writeOffsetTime(@Nullable OffsetTime value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    int mark = out.begin();
    out.bigint(value.toLocalTime().toNanoOfDay());
    out.integer(value.getOffset().getTotalSeconds());
    out.end(mark);
  }

  /** Reads a {@code tuple<time, int>} or null. */
  public static @Nullable OffsetTime readOffsetTime(ByteSource in) {
    int outer = in.begin();
    if (outer < 0) {
      return null;
    }
    LocalTime time = LocalTime.ofNanoOfDay(nanoOfDay(in));
    int offset = in.integer();
    in.end(outer);
    return made(in, () -> OffsetTime.of(time, ZoneOffset.ofTotalSeconds(offset)));
  }

  /** Writes a {@code tuple<int, int>} of month and day, or null. */
  public static void writeMonthDay(@Nullable MonthDay value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    int mark = out.begin();
    out.integer(value.getMonthValue());
    out.integer(value.getDayOfMonth());
    out.end(mark);
  }

  /** Reads a {@code tuple<int, int>} or null. */
  public static @Nullable MonthDay readMonthDay(ByteSource in) {
    int outer = in.begin();
    if (outer < 0) {
      return null;
    }
    int month = in.integer();
    int day = in.integer();
    in.end(outer);
    return made(in, () -> MonthDay.of(month, day));
  }

  /** Writes a {@code tuple<bigint, int>} of seconds and nanoseconds, or null. */
  public static void writeDuration(@Nullable Duration value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    int mark = out.begin();
    out.bigint(value.getSeconds());
    out.integer(value.getNano());
    out.end(mark);
  }

  /** Reads a {@code tuple<bigint, int>} or null. */
  public static @Nullable Duration readDuration(ByteSource in) {
    int outer = in.begin();
    if (outer < 0) {
      return null;
    }
    long seconds = in.bigint();
    int nanos = in.integer();
    in.end(outer);
    if (nanos < 0 || nanos > 999_999_999) {
      throw in.damaged("a duration with %d nanoseconds".formatted(nanos));
    }
    return Duration.ofSeconds(seconds, nanos);
  }

  /** Writes a {@code tuple<int, int, int>} of years, months and days, or null. */
  public static void writePeriod(@Nullable Period value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    int mark = out.begin();
    out.integer(value.getYears());
    out.integer(value.getMonths());
    out.integer(value.getDays());
    out.end(mark);
  }

  /** Reads a {@code tuple<int, int, int>} or null. */
  public static @Nullable Period readPeriod(ByteSource in) {
    int outer = in.begin();
    if (outer < 0) {
      return null;
    }
    Period value = Period.of(in.integer(), in.integer(), in.integer());
    in.end(outer);
    return value;
  }

  /** Writes an {@code int} or null. */
  public static void writeYear(@Nullable Year value, ByteSink out) {
    out.integer(value == null ? null : (Integer) value.getValue());
  }

  /** Reads an {@code int} or null. */
  public static @Nullable Year readYear(ByteSource in) {
    Integer year = in.integerOrNull();
    return year == null ? null : made(in, () -> Year.of(year));
  }

  /** Writes a {@code tuple<int, int>} of year and month, or null. */
  public static void writeYearMonth(@Nullable YearMonth value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    int mark = out.begin();
    out.integer(value.getYear());
    out.integer(value.getMonthValue());
    out.end(mark);
  }

  /** Reads a {@code tuple<int, int>} or null. */
  public static @Nullable YearMonth readYearMonth(ByteSource in) {
    int outer = in.begin();
    if (outer < 0) {
      return null;
    }
    int year = in.integer();
    int month = in.integer();
    in.end(outer);
    return made(in, () -> YearMonth.of(year, month));
  }

  private static void dateTime(LocalDateTime value, Object whole, ByteSink out) {
    out.integer(date(value.toLocalDate().toEpochDay(), whole));
    out.bigint(value.toLocalTime().toNanoOfDay());
  }

  private static LocalDateTime dateTime(ByteSource in) {
    LocalDate date = LocalDate.ofEpochDay(day(in));
    return LocalDateTime.of(date, LocalTime.ofNanoOfDay(nanoOfDay(in)));
  }

  /** CQL's date counts days in an unsigned int whose middle is the epoch. */
  private static int date(long day, Object whole) {
    if (day != (int) day) {
      throw new UnstorableValueException(
          "%s lies outside CQL's dates, -5877641-06-23 to +5881580-07-11".formatted(whole));
    }
    return (int) day ^ Integer.MIN_VALUE;
  }

  private static int day(ByteSource in) {
    return in.integer() ^ Integer.MIN_VALUE;
  }

  private static long nanoOfDay(ByteSource in) {
    long nano = in.bigint();
    if (nano < 0 || nano >= NANOS_PER_DAY) {
      throw in.damaged("a time of day of %d ns".formatted(nano));
    }
    return nano;
  }

  private static <T> T made(ByteSource in, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (DateTimeException e) {
      throw in.refused("java.time", e);
    }
  }
}

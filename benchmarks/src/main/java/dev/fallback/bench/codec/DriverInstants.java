package dev.fallback.bench.codec;

import com.datastax.oss.driver.api.core.data.TupleValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Instants to the nanosecond by the driver's own means: a tuple of date and time in UTC. */
final class DriverInstants {
  private DriverInstants() {}

  static TupleValue tuple(Instant instant) {
    return DriverTypes.INSTANT
        .newValue()
        .setLocalDate(0, LocalDate.ofInstant(instant, ZoneOffset.UTC))
        .setLocalTime(1, LocalTime.ofInstant(instant, ZoneOffset.UTC));
  }

  static Instant instant(@Nullable TupleValue tuple) {
    TupleValue value = Objects.requireNonNull(tuple);
    LocalDate date = Objects.requireNonNull(value.getLocalDate(0));
    LocalTime time = Objects.requireNonNull(value.getLocalTime(1));
    return date.atTime(time).toInstant(ZoneOffset.UTC);
  }
}

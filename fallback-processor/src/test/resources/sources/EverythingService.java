package bank;

import dev.fallback.annotation.Fallback;
import dev.fallback.annotation.Stored;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
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
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

public interface EverythingService {
  record Primitives(
      boolean flag, byte tiny, short small, int number, long big, float single, double wide, char letter) {}

  record Boxes(
      Boolean flag,
      Byte tiny,
      Short small,
      Integer number,
      Long big,
      Float single,
      Double wide,
      Character letter) {}

  record Numbers(BigDecimal decimal, BigInteger integer, UUID uuid, String words) {}

  record Times(
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetDateTime offsetDateTime,
      ZonedDateTime zonedDateTime,
      Duration duration,
      Period period,
      Year year,
      YearMonth yearMonth,
      OffsetTime offsetTime,
      MonthDay monthDay,
      DayOfWeek dayOfWeek,
      ByteBuffer buffer) {}

  record Named(
      ZoneId zone, ZoneOffset offset, Currency currency, Locale locale, URI uri, InetAddress address) {}

  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  record Maybes(
      Optional<String> text,
      OptionalInt number,
      OptionalLong big,
      OptionalDouble wide,
      Optional<Optional<Colour>> twice,
      Optional<List<Long>> list,
      Optional<Numbers> numbers) {}

  sealed interface Shape permits Round, Square, Nothing, Mark {}

  sealed interface Round extends Shape permits Circle, Ellipse {}

  record Circle(double radius) implements Round {}

  record Ellipse(double a, double b) implements Round {}

  record Square(long side) implements Shape {}

  record Nothing() implements Shape {}

  enum Mark implements Shape {
    X,
    O
  }

  sealed interface Result<T> permits Ok, Failed {}

  record Ok<T>(T found, List<T> others) implements Result<T> {}

  record Failed<A>(String reason, Optional<A> partly) implements Result<A> {}

  record Collections(
      List<Shape> shapes,
      Set<String> words,
      Set<BigDecimal> decimals,
      Map<Colour, List<Integer>> byColour,
      Map<Double, Optional<String>> byDouble,
      List<Optional<Long>> optionals,
      Set<OptionalInt> numbers,
      Map<String, Map<UUID, Set<Colour>>> deep,
      Set<Set<Circle>> circles,
      SortedSet<String> sorted,
      NavigableSet<BigDecimal> decimalsSorted,
      SortedMap<Integer, Set<Colour>> sortedMap,
      Collection<Long> collection) {}

  record Order(long limit, String token, Date from, List<Date> to) {}

  record Date(@Stored(name = "epoch_day") long day) {}

  record Names(
      int code, long out, String value, List<String> whole, List<String> count, int outer, int e, Long items) {}

  record Everything(
      Primitives primitives,
      Boxes boxes,
      Numbers numbers,
      Times times,
      Named named,
      Maybes maybes,
      Shape shape,
      Result<String> result,
      Result<Square> squares,
      Collections collections,
      Names names,
      Order order) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Everything> everything();

  @Fallback(maxAge = "1d")
  CompletionStage<Map<BigDecimal, Optional<Times>>> map(String a, Long b);

  @Fallback(maxAge = "1d")
  CompletionStage<Optional<List<Set<Shape>>>> optional(Times times, List<Numbers> numbers);

  @Fallback(maxAge = "1d")
  CompletionStage<Long> number();
}

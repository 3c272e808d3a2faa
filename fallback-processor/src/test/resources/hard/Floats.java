package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

public interface Floats {
  record Point(double x, float y) {}

  record All(
      Set<Double> doubles,
      Set<Float> floats,
      SortedSet<BigDecimal> sorted,
      Set<BigDecimal> decimals,
      Map<BigDecimal, Map<Double, String>> maps,
      NavigableMap<Double, Set<Point>> points,
      Set<List<Set<Double>>> deep,
      Set<Optional<BigDecimal>> maybes,
      Map<Optional<String>, OptionalLong> optionals,
      List<Optional<OptionalInt>> twice,
      Optional<Optional<Optional<String>>> thrice,
      Set<Duration> durations,
      Set<ZonedDateTime> zoned,
      SortedSet<Instant> instants,
      NavigableSet<String> texts,
      Collection<Character> letters,
      Map<URI2, Byte> bytes) {}

  record URI2(java.net.URI uri, InetA address) {}

  record InetA(java.net.InetAddress address, Locale locale, ZoneId zone) {}

  @Fallback(maxAge = "1d")
  CompletionStage<All> all(double x, Float y, BigDecimal z, Optional<Double> o, OptionalDouble d);
}

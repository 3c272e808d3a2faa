package dev.fallback.testkit.release;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes answers from their types alone: records and classes by their constructor, one constant or
 * variant after the other, everything different for a different number. For types whose
 * constructors refuse such values give answers of your own.
 */
final class SampleValues {
  private static final Map<Class<?>, LongFunction<Object>> SCALARS = new HashMap<>();

  static {
    put(n -> n % 2 == 0, boolean.class, Boolean.class);
    put(n -> (byte) n, byte.class, Byte.class);
    put(n -> (short) n, short.class, Short.class);
    put(n -> (int) n, int.class, Integer.class);
    put(n -> n, long.class, Long.class);
    put(n -> (float) n, float.class, Float.class);
    put(n -> (double) n, double.class, Double.class);
    put(n -> (char) ('a' + n % 26), char.class, Character.class);
    put(n -> "text " + n, String.class);
    put(BigInteger::valueOf, BigInteger.class);
    put(n -> BigDecimal.valueOf(n, 2), BigDecimal.class);
    put(n -> new UUID(n, n), UUID.class);
    put(n -> OptionalInt.of((int) n), OptionalInt.class);
    put(OptionalLong::of, OptionalLong.class);
    put(OptionalDouble::of, OptionalDouble.class);
    put(n -> Instant.ofEpochSecond(n, n % 1_000_000_000), Instant.class);
    put(n -> LocalDate.ofEpochDay(n % 100_000), LocalDate.class);
    put(n -> LocalTime.ofSecondOfDay(n % 86_400), LocalTime.class);
    put(n -> LocalDateTime.ofEpochSecond(n, 0, ZoneOffset.UTC), LocalDateTime.class);
    put(Duration::ofSeconds, Duration.class);
    put(n -> Currency.getInstance(n % 2 == 0 ? "EUR" : "CHF"), Currency.class);
    put(n -> URI.create("https://example.org/" + n), URI.class);
    put(n -> Long.toString(n).getBytes(java.nio.charset.StandardCharsets.UTF_8), byte[].class);
  }

  private SampleValues() {}

  /**
   * An answer.
   *
   * @throws IllegalArgumentException when the type is none that samples are made of
   */
  static Object of(Type type, long number) {
    return of(type, number, Map.of());
  }

  private static Object of(Type type, long number, Map<String, Type> variables) {
    Type actual = variables.getOrDefault(type.getTypeName(), type);
    Class<?> raw = raw(actual);
    LongFunction<Object> scalar = SCALARS.get(raw);
    if (scalar != null) {
      return scalar.apply(number);
    } else if (raw.isEnum()) {
      Object[] constants = raw.getEnumConstants();
      return constants[(int) (number % constants.length)];
    } else if (raw.isSealed()) {
      Class<?>[] variants = raw.getPermittedSubclasses();
      return of(variants[(int) (number % variants.length)], number, variables);
    }
    Object container = container(actual, raw, number, variables);
    return container == null ? made(actual, raw, number, variables) : container;
  }

  private static @Nullable Object container(
      Type type, Class<?> raw, long number, Map<String, Type> variables) {
    if (!(type instanceof ParameterizedType parameterized)) {
      return null;
    }
    Type[] arguments = parameterized.getActualTypeArguments();
    if (raw == Optional.class) {
      return Optional.of(of(arguments[0], number, variables));
    } else if (SortedMap.class.isAssignableFrom(raw) || raw == Map.class) {
      Map<Object, Object> entries =
          Map.of(of(arguments[0], number, variables), of(arguments[1], number + 1, variables));
      return raw == Map.class ? entries : new TreeMap<>(entries);
    } else if (SortedSet.class.isAssignableFrom(raw) || raw == Set.class) {
      Set<Object> elements = Set.of(of(arguments[0], number, variables));
      return raw == Set.class ? elements : new TreeSet<>(elements);
    }
    return raw.isAssignableFrom(List.class)
        ? List.of(of(arguments[0], number, variables), of(arguments[0], number + 1, variables))
        : null;
  }

  private static Object made(Type type, Class<?> raw, long number, Map<String, Type> outer) {
    Map<String, Type> variables = new HashMap<>();
    if (type instanceof ParameterizedType parameterized) {
      for (int i = 0; i < raw.getTypeParameters().length; i++) {
        Type argument = parameterized.getActualTypeArguments()[i];
        variables.put(
            raw.getTypeParameters()[i].getName(),
            outer.getOrDefault(argument.getTypeName(), argument));
      }
    }
    Constructor<?> constructor =
        Arrays.stream(raw.getDeclaredConstructors())
            .max(Comparator.comparing(Constructor::getParameterCount))
            .orElseThrow(() -> new IllegalArgumentException("no sample can be made of " + type));
    Parameter[] parameters = constructor.getParameters();
    Object[] values = new Object[parameters.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = of(parameters[i].getParameterizedType(), number + i, variables);
    }
    try {
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "no sample can be made of %s; give answers of your own".formatted(type), e);
    }
  }

  private static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    } else if (type instanceof ParameterizedType parameterized) {
      return (Class<?>) parameterized.getRawType();
    }
    throw new IllegalArgumentException("no sample can be made of " + type);
  }

  private static void put(LongFunction<Object> maker, Class<?>... types) {
    for (Class<?> type : types) {
      SCALARS.put(type, maker);
    }
  }
}

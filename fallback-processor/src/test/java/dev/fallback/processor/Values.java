package dev.fallback.processor;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes values of any storable type, edges preferred, nulls where they are allowed. */
final class Values {
  private static final List<String> WORDS =
      List.of("", "a", "größe", "€ 5", "\uD83D\uDE00!", "\uFFFD", "\0", "long ".repeat(60));
  private static final List<Long> LONGS =
      List.of(0L, 1L, -1L, 127L, -128L, 128L, 32767L, Long.MAX_VALUE, Long.MIN_VALUE);
  private static final List<Double> DOUBLES =
      List.of(0.0, -0.0, 1.5, Double.NaN, Double.MIN_VALUE, Double.NEGATIVE_INFINITY);

  private final Random random;
  private final Map<Type, Supplier<?>> makers = new HashMap<>();

  Values(long seed) {
    random = new Random(seed);
    make(boolean.class, Boolean.class, random::nextBoolean);
    make(byte.class, Byte.class, () -> (byte) random.nextInt());
    make(short.class, Short.class, () -> (short) random.nextInt());
    make(int.class, Integer.class, () -> oneOf(LONGS).intValue());
    make(long.class, Long.class, () -> random.nextBoolean() ? oneOf(LONGS) : random.nextLong());
    make(float.class, Float.class, () -> oneOf(DOUBLES).floatValue());
    make(
        double.class,
        Double.class,
        () -> random.nextBoolean() ? oneOf(DOUBLES) : random.nextGaussian());
    make(char.class, Character.class, () -> oneOf(List.of('a', 'ä', '€', '\0')));
    makers.put(String.class, () -> oneOf(WORDS));
    makers.put(BigInteger.class, this::bigInteger);
    makers.put(BigDecimal.class, () -> new BigDecimal(bigInteger(), random.nextInt(9) - 3));
    makers.put(UUID.class, () -> new UUID(random.nextLong(), random.nextLong()));
    makers.put(
        OptionalInt.class,
        () -> random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt()));
    makers.put(
        OptionalLong.class,
        () -> random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong()));
    makers.put(
        OptionalDouble.class,
        () -> random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(oneOf(DOUBLES)));
    makers.put(
        Instant.class,
        () -> Instant.ofEpochSecond(random.nextLong() >> 18, random.nextInt(1_000_000_000)));
    makers.put(LocalDate.class, this::date);
    makers.put(LocalTime.class, this::time);
    makers.put(LocalDateTime.class, () -> LocalDateTime.of(date(), time()));
    makers.put(OffsetDateTime.class, () -> OffsetDateTime.of(date(), time(), offset()));
    makers.put(
        ZonedDateTime.class, () -> ZonedDateTime.of(LocalDate.of(2026, 10, 25), time(), zone()));
    makers.put(
        Duration.class, () -> Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000)));
    makers.put(Period.class, () -> Period.of(random.nextInt(), random.nextInt(), random.nextInt()));
    makers.put(Year.class, () -> Year.of(random.nextInt(1_000_000) - 500_000));
    makers.put(YearMonth.class, () -> YearMonth.of(random.nextInt(4000), 1 + random.nextInt(12)));
    makers.put(OffsetTime.class, () -> OffsetTime.of(time(), offset()));
    makers.put(MonthDay.class, () -> MonthDay.of(2, 1 + random.nextInt(29)));
    makers.put(ByteBuffer.class, () -> ByteBuffer.wrap(bigInteger().toByteArray()));
    makers.put(ZoneId.class, this::zone);
    makers.put(ZoneOffset.class, this::offset);
    makers.put(Currency.class, () -> oneOf(List.copyOf(Currency.getAvailableCurrencies())));
    makers.put(
        Locale.class, () -> oneOf(List.of(Locale.ROOT, Locale.GERMANY, Locale.SIMPLIFIED_CHINESE)));
    makers.put(URI.class, () -> URI.create("https://bank.example/" + random.nextInt()));
    makers.put(InetAddress.class, this::address);
  }

  /** A value of a type; null now and then where {@code nullable}. */
  @Nullable Object of(Type type, boolean nullable) {
    return of(type, Map.of(), nullable && !(type instanceof Class<?> c && c.isPrimitive()));
  }

  private @Nullable Object of(Type type, Map<TypeVariable<?>, Type> bound, boolean nullable) {
    if (type instanceof TypeVariable<?> variable) {
      return of(bound.get(variable), Map.of(), nullable);
    }
    Class<?> raw = (Class<?>) (type instanceof ParameterizedType p ? p.getRawType() : type);
    boolean optional = raw.getSimpleName().startsWith("Optional");
    if (nullable && !optional && random.nextInt(8) == 0) {
      return null;
    }
    Supplier<?> maker = makers.get(raw);
    if (maker != null) {
      return maker.get();
    } else if (raw.isEnum()) {
      return oneOf(List.of(raw.getEnumConstants()));
    } else if (raw.isRecord()) {
      return record(raw, variables(type, raw, bound));
    } else if (raw.isSealed()) {
      return variant(type, raw, bound);
    } else if (raw.isArray()) {
      return array(raw.getComponentType(), bound);
    } else if (type instanceof Class<?>) {
      return make(raw.getDeclaredConstructors()[0], bound);
    }
    return container((ParameterizedType) type, raw, bound);
  }

  private Object container(ParameterizedType type, Class<?> raw, Map<TypeVariable<?>, Type> bound) {
    Function<Integer, Object> argument =
        i -> java.util.Objects.requireNonNull(of(type.getActualTypeArguments()[i], bound, false));
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.empty() : Optional.of(argument.apply(0));
    }
    int size = random.nextInt(4);
    List<Object> list = new ArrayList<>();
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      if (Map.class.isAssignableFrom(raw)) {
        map.put(argument.apply(0), argument.apply(1));
      } else {
        list.add(argument.apply(0));
      }
    }
    if (Map.class.isAssignableFrom(raw)) {
      return raw == Map.class ? map : new TreeMap<>(map);
    } else if (SortedSet.class.isAssignableFrom(raw)) {
      return new TreeSet<>(list);
    }
    return raw == Set.class ? new LinkedHashSet<>(list) : list;
  }

  private Object record(Class<?> raw, Map<TypeVariable<?>, Type> bound) {
    RecordComponent[] components = raw.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      return make(raw.getDeclaredConstructor(types), bound);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private Object make(Constructor<?> constructor, Map<TypeVariable<?>, Type> bound) {
    Type[] types = constructor.getGenericParameterTypes();
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = of(types[i], bound, !constructor.getParameterTypes()[i].isPrimitive());
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private Object array(Class<?> component, Map<TypeVariable<?>, Type> bound) {
    Object array = Array.newInstance(component, random.nextInt(4));
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.set(array, i, of(component, bound, false));
    }
    return array;
  }

  private Object variant(Type type, Class<?> raw, Map<TypeVariable<?>, Type> bound) {
    while (true) {
      Class<?> variant = oneOf(List.of(raw.getPermittedSubclasses()));
      Map<TypeVariable<?>, Type> inside = new HashMap<>();
      if (fits(variant, raw, variables(type, raw, bound), inside)) {
        return variant.isRecord()
            ? record(variant, inside)
            : java.util.Objects.requireNonNull(of(variant, inside, false));
      }
    }
  }

  /** Whether a variant can stand for a type whose variables are bound; binds its own. */
  private static boolean fits(
      Class<?> variant,
      Class<?> raw,
      Map<TypeVariable<?>, Type> bound,
      Map<TypeVariable<?>, Type> inside) {
    for (Type parent : variant.getGenericInterfaces()) {
      if (parent instanceof ParameterizedType p && p.getRawType() == raw) {
        for (int i = 0; i < p.getActualTypeArguments().length; i++) {
          Type wanted = bound.get(raw.getTypeParameters()[i]);
          if (!unify(p.getActualTypeArguments()[i], wanted, inside)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean unify(Type formal, Type wanted, Map<TypeVariable<?>, Type> inside) {
    if (formal instanceof TypeVariable<?> variable) {
      inside.put(variable, wanted);
      return Arrays.stream(variable.getBounds())
          .allMatch(
              bound ->
                  !(bound instanceof Class<?> wide)
                      || !(wanted instanceof Class<?> narrow)
                      || wide.isAssignableFrom(narrow));
    } else if (formal instanceof ParameterizedType one && wanted instanceof ParameterizedType two) {
      return one.getRawType() == two.getRawType()
          && unify(one.getActualTypeArguments()[0], two.getActualTypeArguments()[0], inside);
    }
    return formal.equals(wanted);
  }

  private static Map<TypeVariable<?>, Type> variables(
      Type type, Class<?> raw, Map<TypeVariable<?>, Type> bound) {
    Map<TypeVariable<?>, Type> variables = new HashMap<>();
    if (type instanceof ParameterizedType parameterized) {
      for (int i = 0; i < raw.getTypeParameters().length; i++) {
        Type argument = parameterized.getActualTypeArguments()[i];
        variables.put(raw.getTypeParameters()[i], put(argument, bound));
      }
    }
    return variables;
  }

  /** A type with the values of variables put in. */
  private static Type put(Type type, Map<TypeVariable<?>, Type> bound) {
    if (type instanceof ParameterizedType open) {
      Type[] arguments = open.getActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = put(arguments[i], bound);
      }
      return new Put(open.getRawType(), arguments);
    }
    return bound.getOrDefault(type, type);
  }

  private record Put(Type raw, Type[] arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.clone();
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }

  private <T> void make(Class<T> primitive, Class<T> box, Supplier<T> maker) {
    makers.put(primitive, maker);
    makers.put(box, maker);
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private BigInteger bigInteger() {
    BigInteger found =
        random.nextBoolean()
            ? BigInteger.valueOf(oneOf(LONGS))
            : new BigInteger(random.nextInt(200), random);
    return random.nextBoolean() ? found.negate() : found;
  }

  private LocalDate date() {
    return LocalDate.ofEpochDay(random.nextInt());
  }

  private LocalTime time() {
    return LocalTime.ofNanoOfDay((random.nextLong() >>> 1) % 86_400_000_000_000L);
  }

  private ZoneOffset offset() {
    return ZoneOffset.ofTotalSeconds(random.nextInt(36_000) - 18_000);
  }

  private ZoneId zone() {
    return oneOf(
        List.of(ZoneId.of("Europe/Paris"), ZoneId.of("UTC"), ZoneOffset.UTC, ZoneId.of("GMT+2")));
  }

  private InetAddress address() {
    byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
    random.nextBytes(bytes);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}

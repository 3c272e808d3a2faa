package dev.fallback.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A Java type that is stored as one CQL value: one row a type. {@code methods} names what generated
 * code calls: on the byte sink and source for {@link Home#BYTES}, otherwise in a class of static
 * pairs {@code writeX}, {@code readX}.
 */
public enum Scalar {
  BOOLEAN("boolean", "boolean", Home.BYTES, "bool"),
  BYTE("byte", "tinyint", Home.BYTES, "tinyint"),
  SHORT("short", "smallint", Home.BYTES, "smallint"),
  INT("int", "int", Home.BYTES, "integer"),
  LONG("long", "bigint", Home.BYTES, "bigint"),
  FLOAT("float", "float", Home.BYTES, "float32"),
  DOUBLE("double", "double", Home.BYTES, "float64"),
  CHAR("char", "text", Home.BYTES, "character"),
  STRING("java.lang.String", "text", Home.BYTES, "text"),
  BIG_DECIMAL("java.math.BigDecimal", "decimal", Home.BYTES, "decimal"),
  BIG_INTEGER("java.math.BigInteger", "varint", Home.BYTES, "varint"),
  UUID("java.util.UUID", "uuid", Home.BYTES, "uuid"),
  BYTES("byte[]", "blob", Home.BYTES, "bytes"),
  BYTE_BUFFER("java.nio.ByteBuffer", "blob", Home.BYTES, "byteBuffer"),
  OPTIONAL_INT("java.util.OptionalInt", "int", Home.BYTES, "integer"),
  OPTIONAL_LONG("java.util.OptionalLong", "bigint", Home.BYTES, "bigint"),
  OPTIONAL_DOUBLE("java.util.OptionalDouble", "double", Home.BYTES, "float64"),
  INSTANT("java.time.Instant", "frozen<tuple<date, time>>", Home.TIME, "Instant"),
  INSTANT_MILLIS("", "timestamp", Home.TIME, "InstantMillis"),
  LOCAL_DATE("java.time.LocalDate", "date", Home.TIME, "LocalDate"),
  LOCAL_TIME("java.time.LocalTime", "time", Home.TIME, "LocalTime"),
  LOCAL_DATE_TIME(
      "java.time.LocalDateTime", "frozen<tuple<date, time>>", Home.TIME, "LocalDateTime"),
  OFFSET_DATE_TIME(
      "java.time.OffsetDateTime", "frozen<tuple<date, time, int>>", Home.TIME, "OffsetDateTime"),
  ZONED_DATE_TIME(
      "java.time.ZonedDateTime",
      "frozen<tuple<date, time, int, text>>",
      Home.TIME,
      "ZonedDateTime"),
  OFFSET_TIME("java.time.OffsetTime", "frozen<tuple<time, int>>", Home.TIME, "OffsetTime"),
  MONTH_DAY("java.time.MonthDay", "frozen<tuple<int, int>>", Home.TIME, "MonthDay"),
  DURATION("java.time.Duration", "frozen<tuple<bigint, int>>", Home.TIME, "Duration"),
  PERIOD("java.time.Period", "frozen<tuple<int, int, int>>", Home.TIME, "Period"),
  YEAR("java.time.Year", "int", Home.TIME, "Year"),
  YEAR_MONTH("java.time.YearMonth", "frozen<tuple<int, int>>", Home.TIME, "YearMonth"),
  ZONE_ID("java.time.ZoneId", "text", Home.NAMED, "ZoneId"),
  ZONE_OFFSET("java.time.ZoneOffset", "text", Home.NAMED, "ZoneOffset"),
  CURRENCY("java.util.Currency", "text", Home.NAMED, "Currency"),
  LOCALE("java.util.Locale", "text", Home.NAMED, "Locale"),
  URI("java.net.URI", "text", Home.NAMED, "Uri"),
  INET_ADDRESS("java.net.InetAddress", "inet", Home.NAMED, "InetAddress");

  /** Which class of the runtime writes and reads a scalar. */
  public enum Home {
    BYTES,
    TIME,
    NAMED
  }

  private static final Map<String, Scalar> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(s -> s.javaName, Function.identity()));

  private final String javaName;
  private final String cql;
  private final Home home;
  private final String method;

  Scalar(String javaName, String cql, Home home, String method) {
    this.javaName = javaName;
    this.cql = cql;
    this.home = home;
    this.method = method;
  }

  /** The scalar of a class or primitive; a box's scalar is its primitive's. */
  public static Optional<Scalar> of(TypeName type) {
    TypeName bare = type.isBoxedPrimitive() ? type.unbox() : type;
    return Optional.ofNullable(BY_NAME.get(bare.toString()));
  }

  /** The CQL type. */
  public String cql() {
    return cql;
  }

  public Home home() {
    return home;
  }

  public String method() {
    return method;
  }

  /** Whether CQL calls two values equal exactly when Java does; else it is no CQL set's element. */
  public boolean sameEquality() {
    return switch (this) {
      case FLOAT, DOUBLE, OPTIONAL_DOUBLE, BIG_DECIMAL, BYTES -> false;
      default -> true;
    };
  }

  /**
   * What the CQL type does not say where another type of the same form would be read as something
   * else: a time of some place as a time of the world, a month and a day as a year and a month.
   * Empty where nothing needs saying.
   */
  public String meaning() {
    return switch (this) {
      case LOCAL_DATE_TIME -> "local";
      case MONTH_DAY -> "month-day";
      default -> "";
    };
  }

  /** Whether an absent value is stored as null. */
  public boolean absentIsNull() {
    return this == OPTIONAL_INT || this == OPTIONAL_LONG || this == OPTIONAL_DOUBLE;
  }
}

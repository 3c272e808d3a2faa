package dev.fallback.processor.model;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Scalars written as text in an annotation. Each is parsed here, so that source never fails to. */
final class ScalarText {
  private ScalarText() {}

  /** Source of the value that a text says; empty where it says none. */
  static Optional<CodeBlock> code(Scalar scalar, TypeName type, String text) {
    return switch (scalar) {
      case BOOLEAN ->
          text.equals("true") || text.equals("false")
              ? Optional.of(CodeBlock.of(text))
              : Optional.empty();
      case BYTE -> literal(text, Byte::parseByte, "(byte) %s");
      case SHORT -> literal(text, Short::parseShort, "(short) %s");
      case INT -> literal(text, Integer::parseInt, "%s");
      case LONG -> literal(text, Long::parseLong, "%sL");
      case FLOAT -> parsed(text, Float::parseFloat, type, "parseFloat");
      case DOUBLE -> parsed(text, Double::parseDouble, type, "parseDouble");
      case CHAR ->
          text.length() == 1 ? Optional.of(CodeBlock.of("$S.charAt(0)", text)) : Optional.empty();
      case STRING -> Optional.of(CodeBlock.of("$S", text));
      case BIG_DECIMAL -> made(text, BigDecimal::new, type);
      case BIG_INTEGER -> made(text, BigInteger::new, type);
      case UUID -> parsed(text, UUID::fromString, type, "fromString");
      case INSTANT, INSTANT_MILLIS -> parsed(text, Instant::parse, type, "parse");
      case LOCAL_DATE -> parsed(text, LocalDate::parse, type, "parse");
      case LOCAL_TIME -> parsed(text, LocalTime::parse, type, "parse");
      case LOCAL_DATE_TIME -> parsed(text, LocalDateTime::parse, type, "parse");
      case OFFSET_DATE_TIME -> parsed(text, OffsetDateTime::parse, type, "parse");
      case OFFSET_TIME -> parsed(text, OffsetTime::parse, type, "parse");
      case ZONED_DATE_TIME -> parsed(text, ZonedDateTime::parse, type, "parse");
      case MONTH_DAY -> parsed(text, MonthDay::parse, type, "parse");
      case DURATION -> parsed(text, Duration::parse, type, "parse");
      case PERIOD -> parsed(text, Period::parse, type, "parse");
      case YEAR -> parsed(text, Year::parse, type, "parse");
      case YEAR_MONTH -> parsed(text, YearMonth::parse, type, "parse");
      case ZONE_ID -> parsed(text, ZoneId::of, type, "of");
      case ZONE_OFFSET -> parsed(text, ZoneOffset::of, type, "of");
      case CURRENCY -> parsed(text, Currency::getInstance, type, "getInstance");
      case LOCALE -> parsed(text, ScalarText::locale, type, "forLanguageTag");
      case URI -> parsed(text, URI::create, type, "create");
      case OPTIONAL_INT -> literal(text, Integer::parseInt, "java.util.OptionalInt.of(%s)");
      case OPTIONAL_LONG -> literal(text, Long::parseLong, "java.util.OptionalLong.of(%sL)");
      case OPTIONAL_DOUBLE ->
          value(text, Double::parseDouble)
              .map(number -> CodeBlock.of("$T.of($T.parseDouble($S))", type, Double.class, text));
      case BYTES, BYTE_BUFFER, INET_ADDRESS -> Optional.empty();
    };
  }

  /** Locales take any text for a tag, and make of it what they can. */
  private static Locale locale(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    if (!locale.toLanguageTag().equalsIgnoreCase(tag)) {
      throw new IllegalArgumentException(tag);
    }
    return locale;
  }

  /** What a text must be, for a message. */
  static String allowed(Scalar scalar, TypeName type) {
    return switch (scalar) {
      case BYTES -> "Stored.EMPTY or Stored.NULL";
      case BYTE_BUFFER, INET_ADDRESS -> "Stored.NULL";
      case OPTIONAL_INT, OPTIONAL_LONG, OPTIONAL_DOUBLE -> "Stored.EMPTY or a number";
      case LOCALE -> "a language tag such as de-DE, or Stored.NULL";
      default ->
          "a text of type %s such as it would print%s"
              .formatted(type, type.isPrimitive() ? "" : ", or Stored.NULL");
    };
  }

  private static Optional<CodeBlock> literal(
      String text, Function<String, ? extends Number> parser, String form) {
    return value(text, parser).map(number -> CodeBlock.of("$L", form.formatted(number)));
  }

  private static Optional<CodeBlock> parsed(
      String text, Function<String, ?> parser, TypeName type, String method) {
    return value(text, parser).map(any -> CodeBlock.of("$T.$L($S)", type, method, text));
  }

  private static Optional<CodeBlock> made(String text, Function<String, ?> parser, TypeName type) {
    return value(text, parser).map(any -> CodeBlock.of("new $T($S)", type, text));
  }

  private static <T> Optional<T> value(String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      // It says no value of this type; the rule that asked says so to the user.
      return Optional.empty();
    }
  }
}

package dev.fallback.codegen;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that are stored by their name. Each is parsed back before it is written, since some
 * classes have values whose name leads to another value. Stateless.
 */
public final class NamedFields {
  private NamedFields() {}

  /** Writes a {@code text} such as {@code Europe/Paris}, or null. */
  public static void writeZoneId(@Nullable ZoneId value, ByteSink out) {
    out.text(value == null ? null : value.getId());
  }

  /** Reads a {@code text} or null. */
  public static @Nullable ZoneId readZoneId(ByteSource in) {
    return parsed(in, ZoneId::of);
  }

  /** Writes a {@code text} such as {@code +01:00}, or null. */
  public static void writeZoneOffset(@Nullable ZoneOffset value, ByteSink out) {
    out.text(value == null ? null : value.getId());
  }

  /** Reads a {@code text} or null. */
  public static @Nullable ZoneOffset readZoneOffset(ByteSource in) {
    return parsed(in, ZoneOffset::of);
  }

  /** Writes a {@code text} such as {@code EUR}, or null. */
  public static void writeCurrency(@Nullable Currency value, ByteSink out) {
    out.text(value == null ? null : value.getCurrencyCode());
  }

  /** Reads a {@code text} or null. */
  public static @Nullable Currency readCurrency(ByteSource in) {
    return parsed(in, Currency::getInstance);
  }

  /** Writes a language tag or null. */
  public static void writeLocale(@Nullable Locale value, ByteSink out) {
    named(value, Locale::toLanguageTag, Locale::forLanguageTag, out);
  }

  /** Reads a language tag or null; of any other text the class would make what it can. */
  public static @Nullable Locale readLocale(ByteSource in) {
    String tag = in.text();
    if (tag == null) {
      return null;
    }
    Locale locale = Locale.forLanguageTag(tag);
    if (!locale.toLanguageTag().equals(tag)) {
      throw in.damaged("%s is no language tag".formatted(tag));
    }
    return locale;
  }

  /** Writes a {@code text} or null. */
  public static void writeUri(@Nullable URI value, ByteSink out) {
    named(value, URI::toString, URI::create, out);
  }

  /** Reads a {@code text} or null. */
  public static @Nullable URI readUri(ByteSource in) {
    return parsed(in, URI::create);
  }

  /** Writes an {@code inet} or null; host names and scopes are no part of an address. */
  public static void writeInetAddress(@Nullable InetAddress value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    byte[] address = value.getAddress();
    try {
      exact(value, InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      throw new UnstorableValueException("address " + value + ": " + e.getMessage());
    }
    out.blob(address);
  }

  /** Reads an {@code inet} or null. */
  public static @Nullable InetAddress readInetAddress(ByteSource in) {
    byte[] address = in.bytes();
    if (address == null) {
      return null;
    }
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw in.damaged("an address of %d bytes".formatted(address.length));
    }
  }

  private static <T> void named(
      @Nullable T value, Function<T, String> namer, Function<String, T> parser, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    String name = namer.apply(value);
    try {
      exact(value, parser.apply(name));
    } catch (IllegalArgumentException e) {
      throw new UnstorableValueException("%s has no name: %s".formatted(value, e.getMessage()));
    }
    out.text(name);
  }

  private static void exact(Object value, Object again) {
    if (!again.equals(value)) {
      throw new UnstorableValueException("%s would come back as %s".formatted(value, again));
    }
  }

  private static <T> @Nullable T parsed(ByteSource in, Function<String, T> parser) {
    String name = in.text();
    if (name == null) {
      return null;
    }
    try {
      return parser.apply(name);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.refused("the class", e);
    }
  }
}

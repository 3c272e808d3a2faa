package dev.fallback.bank.command;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A span of time as people write it: 90d, 12h, 30m, 45s. */
record Age(Duration value, String text) {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([dhms])");

  /** Reads it from the command line. */
  static final class Parser implements ITypeConverter<Age> {
    @Override
    public Age convert(String text) {
      Matcher found = FORM.matcher(text.toLowerCase(Locale.ROOT));
      if (!found.matches()) {
        throw new TypeConversionException(
            "'%s' is no span of time; write 90d, 12h, 30m or 45s".formatted(text));
      }
      long count = Long.parseLong(found.group(1));
      return new Age(
          switch (found.group(2)) {
            case "d" -> Duration.ofDays(count);
            case "h" -> Duration.ofHours(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofSeconds(count);
          },
          text);
    }
  }
}

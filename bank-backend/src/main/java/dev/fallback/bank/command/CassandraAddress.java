package dev.fallback.bank.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Address of a Cassandra node.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
record CassandraAddress(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?<host>[^:\\[\\]/]+|\\[[^\\]]+])(:(?<port>[0-9]{1,5}))?");

  private static final int USUAL_PORT = 9042;

  /** Reads {@code host:port}, or {@code host} with port 9042. */
  static final class Parser implements ITypeConverter<CassandraAddress> {
    @Override
    public CassandraAddress convert(String text) {
      Matcher match = FORM.matcher(text);
      if (match.matches()) {
        String digits = match.group("port");
        int port = digits == null ? USUAL_PORT : Integer.parseInt(digits);
        if (port >= 1 && port <= 65535) {
          return new CassandraAddress(match.group("host"), port);
        }
      }
      throw new TypeConversionException("'%s' is not HOST:PORT".formatted(text));
    }
  }
}

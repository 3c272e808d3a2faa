package dev.fallback.bank.command;

import dev.fallback.bank.postgres.PostgresSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the address of a Postgres: {@code postgresql://user:password@host:port/database}, the same
 * behind {@code jdbc:}, or {@code host:port}. What is left out is user and database {@code
 * postgres}, no password, port 5432.
 */
final class PostgresUrl implements ITypeConverter<PostgresSettings> {

  @Override
  public PostgresSettings convert(String text) {
    String url = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    try {
      return settings(new URI(url.contains("://") ? url : "postgresql://" + url));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new TypeConversionException(
          "'%s' is not postgresql://USER:PASSWORD@HOST:PORT/DATABASE".formatted(text));
    }
  }

  private static PostgresSettings settings(URI url) {
    if (!"postgresql".equals(url.getScheme()) && !"postgres".equals(url.getScheme())) {
      throw new IllegalArgumentException("scheme " + url.getScheme());
    }
    String host = Objects.requireNonNullElse(url.getHost(), "");
    if (host.isEmpty()) {
      throw new IllegalArgumentException("no host");
    }
    String[] user = orElse(url.getUserInfo(), "postgres").split(":", 2);
    String path = orElse(url.getPath(), "/");
    return PostgresSettings.of(
        host,
        url.getPort() < 0 ? 5432 : url.getPort(),
        path.length() > 1 ? path.substring(1) : "postgres",
        user[0],
        user.length > 1 ? user[1] : "");
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null || text.isEmpty() ? other : text;
  }
}

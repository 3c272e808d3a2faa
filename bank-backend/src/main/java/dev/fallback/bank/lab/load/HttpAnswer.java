package dev.fallback.bank.lab.load;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A complete HTTP answer.
 *
 * @param status HTTP status
 * @param header value of a header by name, null where there is none
 * @param body the body as text
 */
public record HttpAnswer(int status, Function<String, @Nullable String> header, String body) {

  /** The value of a header. */
  public Optional<String> headerValue(String name) {
    return Optional.ofNullable(header.apply(name));
  }
}

package dev.fallback.bank.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fallback.bank.account.Postings;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a posting's body, read strictly: a number in quotes, a fraction, a field given
 * twice or text after the object is refused rather than guessed at. Fields of other names are left
 * alone.
 */
final class PostingFields {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;

  private PostingFields(JsonNode object) {
    this.object = object;
  }

  /**
   * Parses a body.
   *
   * @throws InvalidRequestException when it is not one JSON object
   */
  static PostingFields parse(@Nullable Buffer body) {
    if (body == null || body.length() == 0) {
      throw new InvalidRequestException("The body is empty; a JSON object is needed.");
    }
    JsonNode parsed;
    try {
      parsed = JSON.readTree(body.getBytes());
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          "The body is not valid JSON: " + e.getOriginalMessage() + ".");
    } catch (IOException e) {
      throw new InvalidRequestException("The body is not text in UTF-8.");
    }
    if (!parsed.isObject()) {
      throw new InvalidRequestException("The body must be a JSON object.");
    }
    return new PostingFields(parsed);
  }

  /** A whole number of cents, at least 1. */
  long amount(String field) {
    JsonNode value = required(field);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < 1
        || value.longValue() > Postings.MAX_AMOUNT) {
      throw new InvalidRequestException(
          "%s must be a whole number of cents, 1 to %d.".formatted(field, Postings.MAX_AMOUNT));
    }
    return value.longValue();
  }

  /** A text of 1 to 10 characters. */
  String description(String field) {
    JsonNode value = required(field);
    String text = value.isTextual() ? value.textValue() : "";
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > Postings.MAX_DESCRIPTION) {
      throw new InvalidRequestException(
          "%s must be a text of 1 to %d characters.".formatted(field, Postings.MAX_DESCRIPTION));
    }
    if (!text.codePoints().allMatch(PostingFields::canBeKept)) {
      throw new InvalidRequestException(
          "%s holds a character that cannot be kept (a NUL or half of a surrogate pair)."
              .formatted(field));
    }
    return text;
  }

  /** One of two words. */
  boolean isFirst(String field, String first, String second) {
    JsonNode value = required(field);
    if (value.isTextual() && value.textValue().equals(first)) {
      return true;
    }
    if (value.isTextual() && value.textValue().equals(second)) {
      return false;
    }
    throw new InvalidRequestException(
        "%s must be \"%s\" or \"%s\".".formatted(field, first, second));
  }

  private JsonNode required(String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      throw new InvalidRequestException(field + " is missing.");
    }
    return value;
  }

  private static boolean canBeKept(int codePoint) {
    return codePoint != 0
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }
}

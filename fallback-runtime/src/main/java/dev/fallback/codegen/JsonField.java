package dev.fallback.codegen;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value stored as a {@code text} of JSON, with the Jackson modules that the class path offers.
 * Properties that this release does not know are passed over. Of those that the writer did not know
 * a constructor's parameter of a primitive type makes the snapshot unreadable, since it would be a
 * zero that nobody wrote; others are null, as Jackson has it, which many types leave out
 * themselves. Subclassed for its type argument. Thread-safe.
 *
 * @param <T> type of the value
 */
public abstract class JsonField<T> {
  private static final JsonInclude.Value ALWAYS =
      JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS);

  private static final List<Class<?>> PRIMITIVES =
      List.of(
          boolean.class,
          byte.class,
          short.class,
          int.class,
          long.class,
          float.class,
          double.class,
          char.class);

  private final ObjectWriter writer;
  private final ObjectReader reader;

  /** For generated code: {@code new JsonField<Page<String>>() {}}. */
  protected JsonField() {
    Type type = ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
    TypeReference<T> reference =
        new TypeReference<>() {
          @Override
          public Type getType() {
            return type;
          }
        };
    JsonMapper.Builder builder = JsonMapper.builder();
    for (Class<?> primitive : PRIMITIVES) { // also where a class leaves out what is 0 or false
      builder.withConfigOverride(primitive, written -> written.setIncludeAsProperty(ALWAYS));
    }
    JsonMapper mapper =
        builder
            .findAndAddModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID) // else only the offset is kept
            .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS) // else digits beyond a double's go
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    writer = mapper.writerFor(reference);
    reader = mapper.readerFor(reference);
  }

  /**
   * Appends a {@code text} of JSON, or null.
   *
   * @throws UnstorableValueException when Jackson cannot write it
   */
  public final void write(@Nullable T value, ByteSink out) {
    if (value == null) {
      out.nullField();
      return;
    }
    try {
      out.text(writer.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new UnstorableValueException("no JSON for it: " + e.getMessage());
    }
  }

  /**
   * Reads a {@code text} of JSON, or null.
   *
   * @throws UnreadableSnapshotException when Jackson cannot read it
   */
  public final @Nullable T read(ByteSource in) {
    String json = in.text();
    if (json == null) {
      return null;
    }
    try {
      return reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new UnreadableSnapshotException("unreadable JSON: " + e.getMessage(), e);
    }
  }
}

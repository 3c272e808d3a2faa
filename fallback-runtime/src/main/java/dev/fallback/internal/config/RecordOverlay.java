package dev.fallback.internal.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import dev.fallback.State;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A settings record with some of its components replaced by configured values. The component's name
 * is the setting's name, so there is one list of settings: the record.
 *
 * @param type the record
 */
record RecordOverlay<R extends Record>(Class<R> type) {

  /** Names of all settings. */
  List<String> names() {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /** The settings by name, as they can be configured; empty ones are left out. */
  Map<String, Object> values(R settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(settings);
        if (value instanceof Optional<?> optional) {
          optional.ifPresent(present -> values.put(component.getName(), printed(present)));
        } else {
          values.put(component.getName(), printed(value));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return values;
  }

  private static Object printed(Object value) {
    return value instanceof Duration duration ? printed(duration) : value;
  }

  /** In the largest unit in which it is a whole number. */
  private static String printed(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0 || millis % 1_000 != 0) {
      return millis + "ms";
    }
    if (millis % 60_000 != 0) {
      return duration.toSeconds() + "s";
    }
    if (millis % 3_600_000 != 0) {
      return duration.toMinutes() + "m";
    }
    return millis % 86_400_000 == 0 ? duration.toDays() + "d" : duration.toHours() + "h";
  }

  /**
   * The record with what is configured in place of what was there.
   *
   * @param configured the value of a setting, where there is one
   * @throws IllegalArgumentException when a value is not of its setting's type, or the record
   *     refuses the combination; the message names the setting and where the value comes from
   */
  R over(R settings, Function<String, Optional<ConfigValue>> configured) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        RecordComponent component = components[i];
        types[i] = component.getType();
        Optional<ConfigValue> value = configured.apply(component.getName());
        values[i] =
            value.isPresent()
                ? parsed(component, value.get())
                : component.getAccessor().invoke(settings);
      }
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object parsed(RecordComponent component, ConfigValue value) {
    var config = ConfigFactory.empty().withValue("v", value);
    try {
      Type type = component.getGenericType();
      if (type == Duration.class) {
        return config.getDuration("v");
      }
      if (type == int.class) {
        return config.getInt("v");
      }
      if (type == long.class) {
        return config.getBytes("v");
      }
      if (type == double.class) {
        return config.getDouble("v");
      }
      if (type == boolean.class) {
        return config.getBoolean("v");
      }
      if (optionalOf(type) == String.class) {
        return Optional.of(config.getString("v"));
      }
      return optionalOf(type) == State.class
          ? Optional.of(config.getEnum(State.class, "v"))
          : Optional.of(config.getDuration("v"));
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          "%s: '%s' (from %s) is not a %s"
              .formatted(
                  component.getName(),
                  value.unwrapped(),
                  value.origin().description(),
                  kind(component)),
          e);
    }
  }

  private static Type optionalOf(Type type) {
    return type instanceof ParameterizedType optional ? optional.getActualTypeArguments()[0] : type;
  }

  private static String kind(RecordComponent component) {
    if (optionalOf(component.getGenericType()) == State.class) {
      return "state (FORCED, REVERSED, ISOLATED or BYPASS)";
    }
    if (optionalOf(component.getGenericType()) == String.class) {
      return "name";
    }
    return switch (component.getType().getSimpleName()) {
      case "int" -> "whole number";
      case "long" -> "size such as 64MiB";
      case "double" -> "number";
      case "boolean" -> "truth value (true or false)";
      default -> "duration such as 250ms, 30s or 5m";
    };
  }
}

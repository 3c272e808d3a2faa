package dev.fallback.processor;

import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import dev.fallback.processor.model.CqlName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A second, slow road from Java values to CQL: reflection and the driver's own values. */
final class DriverValues {
  private DriverValues() {}

  static @Nullable Object of(@Nullable Object value, DataType type) {
    Object plain = plain(value);
    if (plain == null) {
      return null;
    } else if (plain instanceof Optional<?> optional) {
      return optional.map(inner -> element(inner, type)).orElse(null);
    } else if (type instanceof UserDefinedType udt) {
      return composite(plain, udt);
    } else if (plain instanceof Map<?, ?> map) {
      return map(map, type);
    } else if (plain instanceof Collection<?> collection) {
      DataType inside =
          type instanceof SetType set ? set.getElementType() : ((ListType) type).getElementType();
      List<Object> list = new ArrayList<>();
      collection.forEach(item -> list.add(element(item, inside)));
      return type instanceof SetType ? new LinkedHashSet<>(list) : list;
    } else if (type instanceof TupleType tuple) {
      return tuple(tuple, parts(plain).toArray());
    }
    return plain instanceof Enum<?> e ? e.name() : plain;
  }

  private static Object element(Object value, DataType type) {
    boolean absentIsNull =
        value instanceof Optional
            || value instanceof OptionalInt
            || value instanceof OptionalLong
            || value instanceof OptionalDouble;
    Object result = absentIsNull ? tuple((TupleType) type, value) : of(value, type);
    if (result == null) {
      throw new AssertionError("null in a collection");
    }
    return result;
  }

  private static Object map(Map<?, ?> map, DataType type) {
    if (type instanceof MapType mapType) {
      Map<Object, Object> result = new LinkedHashMap<>();
      map.forEach(
          (k, v) ->
              result.put(element(k, mapType.getKeyType()), element(v, mapType.getValueType())));
      return result;
    }
    TupleType entry = (TupleType) ((ListType) type).getElementType();
    List<Object> result = new ArrayList<>();
    map.forEach(
        (k, v) ->
            result.add(
                entry.newValue(
                    element(k, entry.getComponentTypes().get(0)),
                    element(v, entry.getComponentTypes().get(1)))));
    return result;
  }

  private static TupleValue tuple(TupleType type, Object... parts) {
    TupleValue value = type.newValue();
    for (int i = 0; i < parts.length; i++) {
      DataType part = type.getComponentTypes().get(i);
      value = value.set(i, of(parts[i], part), codec(part));
    }
    return value;
  }

  private static UdtValue composite(Object value, UserDefinedType type) {
    String own = CqlName.of(value.getClass().getSimpleName());
    String udt = type.getName().asInternal();
    if (!udt.equals(own) && !udt.equals(own + "_type") && !udt.startsWith(own + "_of_")) {
      return variant(value, type);
    }
    RecordComponent[] components = value.getClass().getRecordComponents();
    UdtValue result = type.newValue();
    for (int i = 0; i < components.length; i++) {
      DataType field = type.getFieldTypes().get(i);
      result = result.set(i, of(get(components[i].getAccessor(), value), field), codec(field));
    }
    return components.length == 0 ? result.setBoolean(0, true) : result;
  }

  private static UdtValue variant(Object value, UserDefinedType type) {
    Set<String> names = new LinkedHashSet<>();
    names.add(CqlName.of(value.getClass().getSimpleName()));
    for (Class<?> parent : value.getClass().getInterfaces()) {
      names.add(CqlName.of(parent.getSimpleName()));
    }
    for (int i = 0; i < type.getFieldNames().size(); i++) {
      String field = type.getFieldNames().get(i).asInternal();
      if (names.stream().anyMatch(n -> field.equals(n) || field.startsWith(n + "_of_"))) {
        DataType fieldType = type.getFieldTypes().get(i);
        return type.newValue().set(i, of(value, fieldType), codec(fieldType));
      }
    }
    throw new AssertionError(type + " has no field for " + value);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof OptionalInt o) {
      return o.isPresent() ? o.getAsInt() : null;
    } else if (value instanceof OptionalLong o) {
      return o.isPresent() ? o.getAsLong() : null;
    } else if (value instanceof OptionalDouble o) {
      return o.isPresent() ? o.getAsDouble() : null;
    } else if (value instanceof Year year) {
      return year.getValue();
    } else if (value instanceof Locale locale) {
      return locale.toLanguageTag();
    } else if (value instanceof Character
        || value instanceof java.time.ZoneId
        || value instanceof java.util.Currency
        || value instanceof java.net.URI) {
      return value.toString();
    }
    return value;
  }

  private static List<@Nullable Object> parts(Object value) {
    if (value instanceof Record) {
      List<@Nullable Object> components = new ArrayList<>();
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        components.add(get(component.getAccessor(), value));
      }
      return components;
    } else if (value instanceof Instant instant) {
      return parts(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    } else if (value instanceof LocalDateTime t) {
      return List.of(t.toLocalDate(), t.toLocalTime());
    } else if (value instanceof OffsetDateTime t) {
      return List.of(t.toLocalDate(), t.toLocalTime(), t.getOffset().getTotalSeconds());
    } else if (value instanceof ZonedDateTime t) {
      return List.of(
          t.toLocalDate(), t.toLocalTime(), t.getOffset().getTotalSeconds(), t.getZone().getId());
    } else if (value instanceof Duration d) {
      return List.of(d.getSeconds(), d.getNano());
    } else if (value instanceof Period p) {
      return List.of(p.getYears(), p.getMonths(), p.getDays());
    } else if (value instanceof OffsetTime t) {
      return List.of(t.toLocalTime(), t.getOffset().getTotalSeconds());
    } else if (value instanceof MonthDay m) {
      return List.of(m.getMonthValue(), m.getDayOfMonth());
    } else if (value instanceof YearMonth m) {
      return List.of(m.getYear(), m.getMonthValue());
    }
    throw new AssertionError("no tuple: " + value);
  }

  private static TypeCodec<Object> codec(DataType type) {
    return CodecRegistry.DEFAULT.codecFor(type);
  }

  private static @Nullable Object get(Method accessor, Object value) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError(e);
    }
  }
}

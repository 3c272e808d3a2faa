package dev.fallback.testkit.release;

import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.StoredType;
import dev.fallback.internal.schema.CqlType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value taken apart by nothing but its CQL type: user-defined types into maps by field name,
 * tuples and collections into lists, the rest into hexadecimal digits. So values of two releases,
 * whose classes differ, can be compared.
 */
final class StoredView {
  private final Map<String, StoredType> types;

  StoredView(List<StoredType> types) {
    this.types = types.stream().collect(Collectors.toMap(StoredType::name, type -> type));
  }

  /** The value of one field: its length and its bytes. */
  @Nullable Object of(String type, ByteBuffer field) {
    return read(CqlType.parse(type), field);
  }

  /**
   * Where two values differ in what both releases know: the path; empty where they do not. Fields
   * that only one of them knows are passed over.
   */
  static String difference(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      for (Map.Entry<?, ?> field : a.entrySet()) {
        if (b.containsKey(field.getKey())) {
          String inside = difference(field.getValue(), b.get(field.getKey()));
          if (!inside.isEmpty()) {
            return "." + field.getKey() + inside;
          }
        }
      }
      return "";
    }
    if (one instanceof List<?> a && other instanceof List<?> b && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        String inside = difference(a.get(i), b.get(i));
        if (!inside.isEmpty()) {
          return "[" + i + "]" + inside;
        }
      }
      return "";
    }
    return Objects.equals(one, other) ? "" : ": %s and %s".formatted(one, other);
  }

  private @Nullable Object read(CqlType type, ByteBuffer in) {
    int length = in.getInt();
    if (length < 0) {
      return null;
    }
    ByteBuffer field = in.slice(in.position(), length);
    in.position(in.position() + length);
    StoredType userType = types.get(type.name());
    if (userType != null && type.arguments().isEmpty()) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      for (StoredField one : userType.fields()) {
        if (field.hasRemaining()) {
          fields.put(one.name(), read(CqlType.parse(one.type()), field));
        }
      }
      return fields;
    }
    return switch (type.name()) {
      case "tuple" -> type.arguments().stream().map(part -> read(part, field)).toList();
      case "list", "set" -> elements(type, field, 1);
      case "map" -> elements(type, field, 2);
      default -> {
        byte[] bytes = new byte[length];
        field.get(bytes);
        yield HexFormat.of().formatHex(bytes);
      }
    };
  }

  /** In order: what is compared was written by codecs that write alike. */
  private List<@Nullable Object> elements(CqlType type, ByteBuffer field, int parts) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int count = field.getInt() * parts; count > 0; count--) {
      CqlType part = type.arguments().get((parts - count % parts) % parts);
      elements.add(read(part, field));
    }
    return elements;
  }
}

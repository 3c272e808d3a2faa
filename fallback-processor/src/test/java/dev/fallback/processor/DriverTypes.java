package dev.fallback.processor;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import dev.fallback.codegen.StoredType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads our CQL types as the driver's, so that its own codecs can be asked. */
final class DriverTypes {
  private static final Map<String, DataType> NATIVE =
      Map.ofEntries(
          Map.entry("boolean", DataTypes.BOOLEAN),
          Map.entry("tinyint", DataTypes.TINYINT),
          Map.entry("smallint", DataTypes.SMALLINT),
          Map.entry("int", DataTypes.INT),
          Map.entry("bigint", DataTypes.BIGINT),
          Map.entry("float", DataTypes.FLOAT),
          Map.entry("double", DataTypes.DOUBLE),
          Map.entry("text", DataTypes.TEXT),
          Map.entry("decimal", DataTypes.DECIMAL),
          Map.entry("varint", DataTypes.VARINT),
          Map.entry("uuid", DataTypes.UUID),
          Map.entry("blob", DataTypes.BLOB),
          Map.entry("timestamp", DataTypes.TIMESTAMP),
          Map.entry("date", DataTypes.DATE),
          Map.entry("time", DataTypes.TIME),
          Map.entry("inet", DataTypes.INET));

  private final Map<String, UserDefinedType> types = new HashMap<>();

  DriverTypes(List<StoredType> stored) {
    for (StoredType type : stored) {
      UserDefinedTypeBuilder builder =
          new UserDefinedTypeBuilder(
              CqlIdentifier.fromInternal("ks"), CqlIdentifier.fromInternal(type.name()));
      type.fields()
          .forEach(f -> builder.withField(CqlIdentifier.fromInternal(f.name()), of(f.type())));
      types.put(type.name(), builder.frozen().build());
    }
  }

  DataType of(String cql) {
    int open = cql.indexOf('<');
    if (open < 0) {
      DataType found = NATIVE.containsKey(cql) ? NATIVE.get(cql) : types.get(cql.replace("\"", ""));
      if (found == null) {
        throw new AssertionError("no type " + cql);
      }
      return found;
    }
    List<DataType> inside =
        split(cql.substring(open + 1, cql.length() - 1)).stream().map(this::of).toList();
    return switch (cql.substring(0, open)) {
      case "frozen" -> inside.get(0);
      case "list" -> DataTypes.listOf(inside.get(0), true);
      case "set" -> DataTypes.setOf(inside.get(0), true);
      case "map" -> DataTypes.mapOf(inside.get(0), inside.get(1), true);
      case "tuple" -> DataTypes.tupleOf(inside.toArray(new DataType[0]));
      default -> throw new AssertionError("no type " + cql);
    };
  }

  private static List<String> split(String arguments) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < arguments.length(); i++) {
      char c = arguments.charAt(i);
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(arguments.substring(start, i));
        start = i + 2;
      }
    }
    parts.add(arguments.substring(start));
    return parts;
  }
}

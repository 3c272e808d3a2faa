package dev.fallback.processor.plan;

import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Choice;
import dev.fallback.processor.model.StoredShape.Composite;
import dev.fallback.processor.model.StoredShape.Converted;
import dev.fallback.processor.model.StoredShape.Json;
import dev.fallback.processor.model.StoredShape.Maybe;
import dev.fallback.processor.model.StoredShape.Plain;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.Sum;
import java.util.HashMap;
import java.util.Map;

/** Estimates how many bytes a row takes, for a person who plans disks. */
public final class RowSize {
  /** Bytes that a text or blob is taken to have. */
  public static final int TEXT = 20;

  /** Elements that a collection is taken to have. */
  public static final int ELEMENTS = 10;

  private static final int LENGTH = 4;
  private static final int JSON = 200;
  private static final int CLUSTERING_AND_LIVENESS = 30;
  private static final int TAG = 12;

  private final Map<TypeName, Long> known = new HashMap<>();

  private RowSize() {}

  /** Key, answer, tag and what Cassandra needs beside them. */
  public static long of(OperationModel operation) {
    RowSize size = new RowSize();
    long key = operation.key().stream().mapToLong(part -> size.field(part.shape())).sum();
    return key + size.field(operation.answer()) + LENGTH + TAG + CLUSTERING_AND_LIVENESS;
  }

  private long field(StoredShape shape) {
    if (!(shape instanceof Composite)) {
      return sum(shape);
    }
    Long before = known.get(shape.javaType());
    if (before == null) {
      before = sum(shape);
      known.put(shape.javaType(), before);
    }
    return before;
  }

  private long sum(StoredShape shape) {
    if (shape instanceof Plain plain) {
      return LENGTH + scalar(plain.scalar().cql());
    } else if (shape instanceof Choice choice) {
      return LENGTH
          + (long) choice.constants().stream().mapToInt(String::length).average().orElse(0);
    } else if (shape instanceof Json) {
      return LENGTH + JSON;
    } else if (shape instanceof Converted || shape instanceof Maybe) {
      return field(shape.parts().get(0));
    } else if (shape instanceof Product) {
      return LENGTH + shape.parts().stream().mapToLong(this::field).sum();
    } else if (shape instanceof Sum) {
      long widest = shape.parts().stream().mapToLong(this::field).max().orElse(0);
      return LENGTH + widest + LENGTH * (shape.parts().size() - 1L);
    }
    return LENGTH + LENGTH + ELEMENTS * shape.parts().stream().mapToLong(this::field).sum();
  }

  private static long scalar(String cql) {
    return switch (cql) {
      case "boolean", "tinyint" -> 1;
      case "smallint" -> 2;
      case "int", "float", "date" -> 4;
      case "bigint", "double", "time", "timestamp" -> 8;
      case "uuid", "inet" -> 16;
      case "decimal", "varint" -> 10;
      case "text", "blob" -> TEXT;
      default -> 4L * (1 + cql.chars().filter(c -> c == ',').count()) * 2 + 4;
    };
  }
}

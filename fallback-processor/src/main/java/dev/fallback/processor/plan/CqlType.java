package dev.fallback.processor.plan;

import static java.util.stream.Collectors.joining;

import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.ArrayOf;
import dev.fallback.processor.model.StoredShape.Choice;
import dev.fallback.processor.model.StoredShape.Composite;
import dev.fallback.processor.model.StoredShape.Converted;
import dev.fallback.processor.model.StoredShape.Json;
import dev.fallback.processor.model.StoredShape.ListOf;
import dev.fallback.processor.model.StoredShape.MapOf;
import dev.fallback.processor.model.StoredShape.Maybe;
import dev.fallback.processor.model.StoredShape.Plain;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.SetOf;
import java.util.List;

/** How a shape is written as a CQL type. */
public final class CqlType {
  private CqlType() {}

  /** Type of a field of this shape. */
  public static String of(StoredShape shape) {
    if (shape instanceof Plain plain) {
      return plain.scalar().cql();
    } else if (shape instanceof Choice || shape instanceof Json) {
      return "text";
    } else if (shape instanceof Composite composite) {
      return "frozen<" + composite.name().quoted() + ">";
    } else if (shape instanceof Converted converted) {
      return of(converted.stored());
    } else if (shape instanceof ArrayOf array) {
      return "frozen<list<" + element(array.element()) + ">>";
    } else if (shape instanceof Maybe maybe) {
      return element(maybe.value());
    } else if (shape instanceof ListOf list) {
      return "frozen<list<" + element(list.element()) + ">>";
    } else if (shape instanceof SetOf set) {
      String kind = set.element().sameEquality() ? "set" : "list";
      return "frozen<" + kind + "<" + element(set.element()) + ">>";
    } else if (shape instanceof MapOf map) {
      String entry = element(map.key()) + ", " + element(map.value());
      return map.key().sameEquality()
          ? "frozen<map<" + entry + ">>"
          : "frozen<list<frozen<tuple<" + entry + ">>>>";
    }
    throw new IllegalStateException("a shape without a CQL type: " + shape);
  }

  /** Type of column {@code key}; a key without parts has one constant component. */
  public static String ofKey(List<StoredShape> key) {
    return tuple(key);
  }

  /** The same inside a key, where no user-defined type may be: records become tuples. */
  private static String inKey(StoredShape shape) {
    if (shape instanceof Product product) {
      return tuple(product.parts());
    } else if (shape instanceof Maybe maybe) {
      return elementInKey(maybe.value());
    } else if (shape instanceof ListOf list) {
      return "frozen<list<" + elementInKey(list.element()) + ">>";
    } else if (shape instanceof ArrayOf array) {
      return "frozen<list<" + elementInKey(array.element()) + ">>";
    } else if (shape instanceof Converted converted) {
      return inKey(converted.stored());
    }
    return of(shape);
  }

  private static String tuple(List<StoredShape> parts) {
    return parts.isEmpty()
        ? "frozen<tuple<boolean>>"
        : "frozen<tuple<" + parts.stream().map(CqlType::inKey).collect(joining(", ")) + ">>";
  }

  private static String element(StoredShape shape) {
    return shape.absentIsNull() ? "frozen<tuple<" + of(shape) + ">>" : of(shape);
  }

  private static String elementInKey(StoredShape shape) {
    return shape.absentIsNull() ? "frozen<tuple<" + inKey(shape) + ">>" : inKey(shape);
  }
}

package dev.fallback.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.Container;
import dev.fallback.processor.model.MissingValue;
import dev.fallback.processor.model.Scalar;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.ArrayOf;
import dev.fallback.processor.model.StoredShape.Choice;
import dev.fallback.processor.model.StoredShape.Converted;
import dev.fallback.processor.model.StoredShape.Json;
import dev.fallback.processor.model.StoredShape.ListOf;
import dev.fallback.processor.model.StoredShape.MapOf;
import dev.fallback.processor.model.StoredShape.Maybe;
import dev.fallback.processor.model.StoredShape.Plain;
import dev.fallback.processor.model.StoredShape.SetOf;
import java.util.Collections;
import java.util.Optional;

/**
 * Statements that read values from byte source {@code in}, one method body at a time. Not
 * thread-safe.
 */
final class ReadCode {
  private final Fields fields;
  private final Names names;
  private final CodeBlock.Builder code = CodeBlock.builder();

  /**
   * @param names names that are taken in the method, {@code in} among them
   */
  ReadCode(Fields fields, Names names) {
    this.fields = fields;
    this.names = names;
  }

  CodeBlock build() {
    return code.build();
  }

  /** What is written between reads. */
  CodeBlock.Builder code() {
    return code;
  }

  /** Reads one field into a new variable. */
  void variable(StoredShape shape, String name) {
    CodeBlock value = field(shape, name);
    if (!value.toString().equals(name)) {
      code.addStatement("$T $N = $L", shape.javaType(), name, value);
    }
  }

  /**
   * Reads one field.
   *
   * @return an expression of its value; to be used once, at once
   */
  CodeBlock field(StoredShape shape) {
    return field(shape, "");
  }

  /**
   * @param name of the variable, should one be needed; empty for any
   */
  private CodeBlock field(StoredShape shape, String name) {
    if (shape instanceof Plain plain) {
      return scalar(plain.scalar(), plain.javaType().isPrimitive());
    } else if (shape instanceof Choice choice) {
      return CodeBlock.of("$N.read(in)", fields.enumField(choice.javaType()));
    } else if (shape instanceof Maybe maybe) {
      return maybe(maybe, name);
    } else if (shape instanceof Json json) {
      CodeBlock value = CodeBlock.of("$N.read(in)", fields.jsonField(json.javaType()));
      return json.javaType().isPrimitive() ? CodeBlock.of("in.element($L)", value) : value;
    } else if (shape instanceof Converted converted) {
      return converted(converted);
    } else if (shape instanceof ListOf list) {
      return collection(list.javaType(), list.element(), list.container(), name);
    } else if (shape instanceof SetOf set) {
      return collection(set.javaType(), set.element(), set.container(), name);
    } else if (shape instanceof ArrayOf array) {
      return array(array, name);
    } else if (shape instanceof MapOf map) {
      return map(map, name);
    }
    return CodeBlock.of("$T.read(in)", fields.codec(shape.javaType()));
  }

  private CodeBlock scalar(Scalar scalar, boolean primitive) {
    if (scalar.home() != Scalar.Home.BYTES) {
      return CodeBlock.of("$T.read$L(in)", Fields.home(scalar), scalar.method());
    }
    return switch (scalar) {
      case OPTIONAL_INT -> CodeBlock.of("in.optionalInt()");
      case OPTIONAL_LONG -> CodeBlock.of("in.optionalLong()");
      case OPTIONAL_DOUBLE -> CodeBlock.of("in.optionalDouble()");
      case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, CHAR ->
          CodeBlock.of("in.$L$L()", scalar.method(), primitive ? "" : "OrNull");
      default -> CodeBlock.of("in.$L()", scalar.method());
    };
  }

  private CodeBlock maybe(Maybe maybe, String name) {
    if (!maybe.value().absentIsNull()) {
      return CodeBlock.of("$T.ofNullable($L)", Optional.class, field(maybe.value()));
    }
    String optional = name.isEmpty() ? names.fresh("optional") : name;
    String outer = names.fresh("tuple");
    code.addStatement("$T $N = $T.empty()", maybe.javaType(), optional, Optional.class);
    code.addStatement("int $N = in.begin()", outer);
    code.beginControlFlow("if ($N >= 0)", outer);
    CodeBlock value = field(maybe.value());
    code.addStatement("$N = $T.of($L)", optional, Optional.class, value);
    code.addStatement("in.end($N)", outer);
    code.endControlFlow();
    return CodeBlock.of("$N", optional);
  }

  private CodeBlock converted(Converted converted) {
    String stored = names.fresh("stored");
    variable(converted.stored(), stored);
    String converter = fields.converter(converted);
    return converted.javaType().isPrimitive() || converted.stored().javaType().isPrimitive()
        ? CodeBlock.of("$N.restored(in.element($N), in)", converter, stored)
        : CodeBlock.of("$2N == null ? null : $1N.restored($2N, in)", converter, stored);
  }

  private CodeBlock array(ArrayOf array, String name) {
    String result = name.isEmpty() ? names.fresh("array") : name;
    String outer = names.fresh("outer");
    String count = beginCollection(array.javaType(), result, outer, 1);
    code.addStatement("$N = new $L", result, MissingValue.dimensions(array, count));
    String index = names.fresh("i");
    code.beginControlFlow("for (int $1N = 0; $1N < $2N; $1N++)", index, count);
    CodeBlock item =
        array.element().javaType().isPrimitive()
            ? field(array.element())
            : element(array.element());
    code.addStatement("$N[$N] = $L", result, index, item);
    code.endControlFlow();
    code.addStatement("in.endCollection($N)", outer);
    code.endControlFlow();
    return CodeBlock.of("$N", result);
  }

  private CodeBlock collection(
      TypeName type, StoredShape element, Container container, String name) {
    String kind = container.kind() == Container.Kind.SET ? "set" : "list";
    String result = name.isEmpty() ? names.fresh(kind) : name;
    String outer = names.fresh("outer");
    String items = names.fresh("items");
    String count = beginCollection(type, result, outer, 1);
    TypeName itemsType = ParameterizedTypeName.get(container.made(), element.javaType().box());
    code.addStatement(
        "$T $N = new $T<>($L)", itemsType, items, container.made(), capacity(container, count));
    String index = names.fresh("i");
    code.beginControlFlow("for (int $1N = 0; $1N < $2N; $1N++)", index, count);
    CodeBlock item = element(element);
    code.addStatement(
        container.kind() == Container.Kind.SET ? "in.distinct($N.add($L))" : "$N.add($L)",
        items,
        item);
    code.endControlFlow();
    endCollection(result, outer, container, items);
    return CodeBlock.of("$N", result);
  }

  private static String capacity(Container container, String count) {
    return container.isSorted() ? "" : count;
  }

  private CodeBlock map(MapOf map, String name) {
    boolean tuples = !map.key().sameEquality();
    TypeName key = map.key().javaType().box();
    TypeName value = map.value().javaType().box();
    String result = name.isEmpty() ? names.fresh("map") : name;
    String outer = names.fresh("outer");
    String items = names.fresh("entries");
    String count = beginCollection(map.javaType(), result, outer, tuples ? 1 : 2);
    code.addStatement(
        "$1T<$2T, $3T> $4N = new $1T<>($5L)",
        map.container().made(),
        key,
        value,
        items,
        capacity(map.container(), count));
    String index = names.fresh("i");
    code.beginControlFlow("for (int $1N = 0; $1N < $2N; $1N++)", index, count);
    String tuple = tuples ? beginTuple() : null;
    String keyName = names.fresh("key");
    CodeBlock keyCode = element(map.key());
    code.addStatement("$T $N = $L", key, keyName, keyCode);
    CodeBlock valueCode = element(map.value());
    code.addStatement("in.distinct($N.put($N, $L) == null)", items, keyName, valueCode);
    if (tuple != null) {
      code.addStatement("in.end($N)", tuple);
    }
    code.endControlFlow();
    endCollection(result, outer, map.container(), items);
    return CodeBlock.of("$N", result);
  }

  private String beginCollection(TypeName type, String result, String outer, int fieldsEach) {
    String count = names.fresh("count");
    code.addStatement("$T $N = null", type, result);
    code.addStatement("int $N = in.begin()", outer);
    code.beginControlFlow("if ($N >= 0)", outer);
    code.addStatement("int $N = in.count($L)", count, fieldsEach);
    return count;
  }

  /** A collection is equal to a list only where it is one. */
  private void endCollection(String result, String outer, Container container, String items) {
    String view = container.kind() == Container.Kind.LIST ? "List" : container.view();
    code.addStatement("in.endCollection($N)", outer);
    code.addStatement("$N = $T.unmodifiable$L($N)", result, Collections.class, view, items);
    code.endControlFlow();
  }

  /** An element, which is never null; what may be absent is in a tuple of one. */
  private CodeBlock element(StoredShape shape) {
    if (shape instanceof Plain plain && plain.javaType().isBoxedPrimitive()) {
      return scalar(plain.scalar(), true);
    }
    if (!shape.absentIsNull()) {
      return CodeBlock.of("in.element($L)", field(shape));
    }
    String outer = beginTuple();
    String value = names.fresh("value");
    variable(shape, value);
    code.addStatement("in.end($N)", outer);
    return CodeBlock.of("$N", value);
  }

  private String beginTuple() {
    String outer = names.fresh("tuple");
    code.addStatement("int $N = in.beginElement()", outer);
    return outer;
  }
}

package dev.fallback.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.Container;
import dev.fallback.processor.model.Scalar;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.ArrayOf;
import dev.fallback.processor.model.StoredShape.Choice;
import dev.fallback.processor.model.StoredShape.Component;
import dev.fallback.processor.model.StoredShape.Converted;
import dev.fallback.processor.model.StoredShape.Json;
import dev.fallback.processor.model.StoredShape.ListOf;
import dev.fallback.processor.model.StoredShape.MapOf;
import dev.fallback.processor.model.StoredShape.Maybe;
import dev.fallback.processor.model.StoredShape.Plain;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.SetOf;
import dev.fallback.processor.model.Within;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Statements that append values to a byte sink, one method body at a time. In a key, records are
 * written as tuples in place; elsewhere by their codecs. Not thread-safe.
 */
final class WriteCode {
  private final Fields fields;
  private final String sink;
  private final boolean inKey;
  private final Names names;
  private final CodeBlock.Builder code = CodeBlock.builder();

  /**
   * @param sink name of the byte sink
   * @param names names that are taken in the method
   */
  WriteCode(Fields fields, String sink, boolean inKey, Names names) {
    this.fields = fields;
    this.sink = sink;
    this.inKey = inKey;
    this.names = names;
  }

  CodeBlock build() {
    return code.build();
  }

  /** Adds a call that writes a field. */
  void statement(CodeBlock call) {
    code.addStatement(call);
  }

  /** Writes a value as one field; null, where the type allows it, as a null field. */
  WriteCode field(StoredShape shape, CodeBlock value) {
    return field(shape, value, true);
  }

  private WriteCode field(StoredShape shape, CodeBlock value, boolean nullable) {
    if (shape instanceof Product product && inKey) {
      tuple(product, value, nullable);
    } else if (shape instanceof Maybe maybe) {
      maybe(maybe, value);
    } else if (shape instanceof ListOf list) {
      collection(shape.javaType(), value, nullable, c -> elements(list.element(), c));
    } else if (shape instanceof ArrayOf array) {
      collection(shape.javaType(), value, nullable, c -> items(array.element(), c));
    } else if (shape instanceof SetOf set) {
      CodeBlock checked = natural(set.container(), value);
      collection(
          shape.javaType(),
          checked,
          nullable,
          c -> distinct(set.element(), () -> elements(set.element(), c)));
    } else if (shape instanceof MapOf map) {
      CodeBlock checked = natural(map.container(), value);
      collection(shape.javaType(), checked, nullable, c -> entries(map, c));
    } else if (shape instanceof Converted converted) {
      converted(converted, value, nullable);
    } else {
      code.addStatement(call(shape, value));
    }
    return this;
  }

  /** The one call that writes a scalar, an enum or, outside keys, a record or sealed interface. */
  CodeBlock call(StoredShape shape, CodeBlock value) {
    if (shape instanceof Plain plain) {
      return scalar(plain.scalar(), value);
    } else if (shape instanceof Choice choice) {
      return CodeBlock.of("$N.write($L, $N)", fields.enumField(choice.javaType()), value, sink);
    } else if (shape instanceof Json json) {
      return CodeBlock.of("$N.write($L, $N)", fields.jsonField(json.javaType()), value, sink);
    }
    return CodeBlock.of("$T.write($L, $N)", fields.codec(shape.javaType()), value, sink);
  }

  /** The check that a value is of no subclass. */
  static CodeBlock exactly(Product product, String value) {
    TypeName type =
        product.javaType() instanceof ParameterizedTypeName generic
            ? generic.rawType()
            : product.javaType();
    return CodeBlock.of("$T.exactly($T.class, $N)", RuntimeNames.STORABLE, type, value);
  }

  private static CodeBlock natural(Container container, CodeBlock value) {
    return container.isSorted()
        ? CodeBlock.of("$T.natural($L)", RuntimeNames.STORABLE, value)
        : value;
  }

  private void converted(Converted converted, CodeBlock value, boolean nullable) {
    String found = names.fresh("converted");
    boolean primitive = converted.javaType().isPrimitive();
    variable(
        converted.javaType(),
        found,
        value,
        nullable && !primitive,
        () ->
            field(
                converted.stored(),
                CodeBlock.of("$N.stored($N)", fields.converter(converted), found),
                false));
  }

  private CodeBlock scalar(Scalar scalar, CodeBlock value) {
    if (scalar.home() == Scalar.Home.BYTES) {
      return CodeBlock.of("$N.$L($L)", sink, scalar.method(), value);
    }
    return CodeBlock.of("$T.write$L($L, $N)", Fields.home(scalar), scalar.method(), value, sink);
  }

  private void maybe(Maybe maybe, CodeBlock value) {
    CodeBlock present = CodeBlock.of("$T.present($L)", RuntimeNames.STORABLE, value);
    if (!maybe.value().absentIsNull()) {
      field(maybe.value(), CodeBlock.of("$L.orElse(null)", present));
      return;
    }
    String optional = names.fresh("optional");
    code.addStatement("$T $N = $L", maybe.javaType(), optional, present);
    code.beginControlFlow("if ($N.isPresent())", optional);
    element(maybe.value(), CodeBlock.of("$N.get()", optional));
    code.nextControlFlow("else").addStatement("$N.nullField()", sink).endControlFlow();
  }

  private void tuple(Product product, CodeBlock value, boolean nullable) {
    String record = names.fresh("record");
    variable(
        product.javaType(),
        record,
        value,
        nullable,
        () -> {
          if (product.isOpen()) {
            code.addStatement(exactly(product, record));
          }
          String mark = begin();
          for (Component component : product.components()) {
            field(component.shape(), CodeBlock.of("$N.$N()", record, component.accessor()));
          }
          if (product.components().isEmpty()) {
            code.addStatement("$N.bool(true)", sink);
          }
          end(mark);
        });
  }

  private void collection(
      TypeName type, CodeBlock value, boolean nullable, Consumer<String> elements) {
    String collection = names.fresh("collection");
    variable(type, collection, value, nullable, () -> elements.accept(collection));
  }

  private void elements(StoredShape element, String collection) {
    String item = names.fresh("item");
    counted(
        CodeBlock.of("$T $N : $N", element.javaType().box(), item, collection),
        () -> element(element, CodeBlock.of("$N", item)));
  }

  /** Items of an array, which are no boxes where they are primitive. */
  private void items(StoredShape element, String array) {
    String item = names.fresh("item");
    counted(
        CodeBlock.of("$T $N : $N", element.javaType(), item, array),
        () -> {
          CodeBlock value = CodeBlock.of("$N", item);
          if (element.javaType().isPrimitive()) {
            field(element, value);
          } else {
            element(element, value);
          }
        });
  }

  private void entries(MapOf map, String collection) {
    String entry = names.fresh("entry");
    counted(
        CodeBlock.of(
            "$T.Entry<$T, $T> $N : $N.entrySet()",
            Map.class,
            map.key().javaType().box(),
            map.value().javaType().box(),
            entry,
            collection),
        () -> {
          String tuple = map.key().sameEquality() ? null : begin();
          distinct(map.key(), () -> element(map.key(), CodeBlock.of("$N.getKey()", entry)));
          element(map.value(), CodeBlock.of("$N.getValue()", entry));
          if (tuple != null) {
            end(tuple);
          }
        });
  }

  /** Around elements of a set, or a key of a map, that could be cut to the same; keys never are. */
  private void distinct(StoredShape shape, Runnable body) {
    if (inKey || Within.all(shape).noneMatch(WriteCode::isCut)) {
      body.run();
      return;
    }
    String before = names.fresh("distinct");
    code.addStatement("boolean $N = $N.distinct(true)", before, sink);
    body.run();
    code.addStatement("$N.distinct($N)", sink, before);
  }

  private static boolean isCut(StoredShape shape) {
    return shape instanceof Plain plain && plain.scalar() == Scalar.INSTANT_MILLIS;
  }

  /** Elements are counted as they are written: a collection that changes meanwhile stays whole. */
  private void counted(CodeBlock each, Runnable body) {
    String mark = names.fresh("elements");
    String count = names.fresh("count");
    code.addStatement("int $N = $N.beginCollection()", mark, sink);
    code.addStatement("int $N = 0", count);
    code.beginControlFlow("for ($L)", each);
    body.run();
    code.addStatement("$N++", count);
    code.endControlFlow();
    code.addStatement("$N.endCollection($N, $N)", sink, mark, count);
  }

  /** A collection has no null: what may be absent goes into a tuple of one. */
  private void element(StoredShape shape, CodeBlock value) {
    if (shape.absentIsNull()) {
      String mark = begin();
      field(shape, value);
      end(mark);
    } else {
      field(shape, CodeBlock.of("$T.element($L)", RuntimeNames.STORABLE, value), false);
    }
  }

  /** Puts a value into a variable and writes that, or a null field where it is null. */
  private void variable(
      TypeName type, String name, CodeBlock value, boolean nullable, Runnable present) {
    code.addStatement("$T $N = $L", type, name, value);
    if (!nullable) {
      present.run();
      return;
    }
    code.beginControlFlow("if ($N == null)", name).addStatement("$N.nullField()", sink);
    code.nextControlFlow("else");
    present.run();
    code.endControlFlow();
  }

  private String begin() {
    String mark = names.fresh("tuple");
    code.addStatement("int $N = $N.begin()", mark, sink);
    return mark;
  }

  private void end(String mark) {
    code.addStatement("$N.end($N)", sink, mark);
  }
}

package dev.fallback.processor.model;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.fallback.annotation.Stored;
import dev.fallback.processor.model.StoredShape.ArrayOf;
import dev.fallback.processor.model.StoredShape.Choice;
import dev.fallback.processor.model.StoredShape.ListOf;
import dev.fallback.processor.model.StoredShape.MapOf;
import dev.fallback.processor.model.StoredShape.Maybe;
import dev.fallback.processor.model.StoredShape.Plain;
import dev.fallback.processor.model.StoredShape.SetOf;
import java.util.Collections;
import java.util.Optional;

/** What a component is where the writer did not know it, as source. */
public final class MissingValue {
  private MissingValue() {}

  /** Empty where the text says no value of the shape. */
  public static Optional<CodeBlock> of(StoredShape shape, String text) {
    if (text.equals(Stored.NULL)) {
      boolean nullable = !shape.javaType().isPrimitive() && !shape.absentIsNull();
      return nullable ? Optional.of(CodeBlock.of("null")) : Optional.empty();
    } else if (text.equals(Stored.EMPTY)) {
      return empty(shape);
    } else if (shape instanceof Maybe maybe) {
      return of(maybe.value(), text)
          .map(value -> CodeBlock.of("$T.<$T>of($L)", Optional.class, box(maybe.value()), value));
    } else if (shape instanceof Choice choice) {
      return choice.constants().contains(text)
          ? Optional.of(CodeBlock.of("$T.$N", choice.javaType(), text))
          : Optional.empty();
    } else if (shape instanceof Plain plain) {
      return ScalarText.code(plain.scalar(), box(plain), text);
    }
    return Optional.empty();
  }

  private static Optional<CodeBlock> empty(StoredShape shape) {
    if (shape instanceof ListOf) {
      return Optional.of(CodeBlock.of("$T.emptyList()", Collections.class));
    } else if (shape instanceof SetOf set) {
      return Optional.of(CodeBlock.of("$T.empty$L()", Collections.class, set.container().view()));
    } else if (shape instanceof MapOf map) {
      return Optional.of(CodeBlock.of("$T.empty$L()", Collections.class, map.container().view()));
    } else if (shape instanceof ArrayOf array) {
      return Optional.of(CodeBlock.of("new $L", dimensions(array, "0")));
    } else if (shape instanceof Maybe) {
      return Optional.of(CodeBlock.of("$T.empty()", Optional.class));
    } else if (shape instanceof Plain plain) {
      return switch (plain.scalar()) {
        case STRING -> Optional.of(CodeBlock.of("$S", ""));
        case OPTIONAL_INT, OPTIONAL_LONG, OPTIONAL_DOUBLE ->
            Optional.of(CodeBlock.of("$T.empty()", plain.javaType()));
        case BYTES -> Optional.of(CodeBlock.of("new byte[0]"));
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  /** {@code String[count][]} for an array of arrays of strings. */
  public static CodeBlock dimensions(ArrayOf array, String count) {
    StoredShape inner = array.element();
    StringBuilder further = new StringBuilder();
    while (inner instanceof ArrayOf nested) {
      further.append("[]");
      inner = nested.element();
    }
    return inner instanceof Plain plain && plain.scalar() == Scalar.BYTES
        ? CodeBlock.of("byte[$L][]$L", count, further)
        : CodeBlock.of("$T[$L]$L", inner.javaType(), count, further);
  }

  /** What may be declared for a shape, for a message. */
  public static String allowed(StoredShape shape) {
    if (shape instanceof Choice choice) {
      return "one of " + String.join(", ", choice.constants()) + ", or Stored.NULL";
    } else if (shape instanceof Maybe maybe) {
      return "Stored.EMPTY, or for its value " + allowed(maybe.value());
    } else if (shape instanceof Plain plain) {
      return ScalarText.allowed(plain.scalar(), plain.javaType());
    } else if (shape instanceof ListOf
        || shape instanceof SetOf
        || shape instanceof MapOf
        || shape instanceof ArrayOf) {
      return "Stored.EMPTY or Stored.NULL";
    }
    return "Stored.NULL";
  }

  private static TypeName box(StoredShape shape) {
    return shape.javaType().box();
  }
}

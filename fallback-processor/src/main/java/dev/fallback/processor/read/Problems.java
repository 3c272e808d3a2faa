package dev.fallback.processor.read;

import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.ShapeFacts;
import dev.fallback.processor.model.ShapeProblem;
import dev.fallback.processor.model.ShapeProblem.Kind;
import dev.fallback.processor.model.StoredShape;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.type.TypeMirror;

/** Makes shapes of parts, or collects everything that stands against them. */
final class Problems {
  private Problems() {}

  static ShapeFacts of(Kind kind, TypeMirror type, TypePath path) {
    return of(kind, type, path, "");
  }

  static ShapeFacts of(Kind kind, TypeMirror type, TypePath path, String detail) {
    return at(path.place(), kind, type, path, detail);
  }

  /** Told at a place of its own, not at the innermost step. */
  static ShapeFacts at(Place place, Kind kind, TypeMirror type, TypePath path, String detail) {
    String name = TypeName.get(type).toString();
    return ShapeFacts.of(
        List.of(new ShapeProblem(kind, name, path.owner(), path.text(), detail, place)));
  }

  static ShapeFacts map(ShapeFacts part, Function<StoredShape, StoredShape> whole) {
    return part.shape().isPresent() ? ShapeFacts.of(whole.apply(part.shape().get())) : part;
  }

  static ShapeFacts all(List<ShapeFacts> parts, Function<List<StoredShape>, StoredShape> whole) {
    List<ShapeProblem> problems =
        parts.stream().flatMap(p -> p.problems().stream()).distinct().toList();
    return problems.isEmpty()
        ? ShapeFacts.of(whole.apply(parts.stream().map(p -> p.shape().orElseThrow()).toList()))
        : ShapeFacts.of(problems);
  }
}

package dev.fallback.processor.read;

import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * How a type was reached: components from the outside in, and the types being read.
 *
 * @param steps such as {@code Statement.transactions}
 * @param open types that are being read, outermost first
 * @param millis whether instants are cut to milliseconds here
 * @param place the innermost step that has one
 */
record TypePath(List<String> steps, List<TypeName> open, boolean millis, Place place) {
  /** Of a longer way its beginning and its end are told. */
  private static final int MOST_STEPS = 16;

  TypePath {
    steps = List.copyOf(steps);
    open = List.copyOf(open);
  }

  static TypePath start(String step, Place place) {
    return new TypePath(List.of(step), List.of(), false, place);
  }

  /** Whether it is at a result or a parameter. */
  boolean isStart() {
    return steps.size() == 1 && open.isEmpty();
  }

  /** Into a composite, which says for itself how its components are stored. */
  TypePath into(TypeName type) {
    return new TypePath(steps, with(open, type), false, place);
  }

  TypePath step(String step) {
    return step(step, place);
  }

  TypePath step(String step, Place next) {
    return new TypePath(with(steps, step), open, millis, next);
  }

  TypePath withMillis(boolean cut) {
    return new TypePath(steps, open, cut, place);
  }

  /** The innermost step: where the type is declared. */
  String owner() {
    return steps.get(steps.size() - 1);
  }

  String text() {
    if (steps.size() <= MOST_STEPS) {
      return String.join(" → ", steps);
    }
    int half = MOST_STEPS / 2;
    return String.join(" → ", steps.subList(0, half))
        + " → … → "
        + String.join(" → ", steps.subList(steps.size() - half, steps.size()));
  }

  private static <T> List<T> with(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}

package dev.fallback.processor.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is within a shape. A type that is reached on many ways, which may be exponentially many, is
 * looked at once.
 */
public final class Within {
  private Within() {}

  /** The shape and everything below it, each once. */
  public static Stream<StoredShape> all(StoredShape root) {
    Set<StoredShape> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<StoredShape> found = new ArrayList<>();
    Deque<StoredShape> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      StoredShape shape = open.pop();
      if (seen.add(shape)) {
        found.add(shape);
        List<StoredShape> parts = shape.parts();
        for (int i = parts.size() - 1; i >= 0; i--) {
          open.push(parts.get(i));
        }
      }
    }
    return found.stream();
  }
}

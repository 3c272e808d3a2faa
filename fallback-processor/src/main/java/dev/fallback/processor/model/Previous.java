package dev.fallback.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;

/**
 * What an operation was stored as before its version was raised.
 *
 * @param converter the user's class, which makes former keys of today's and today's answers of
 *     former ones
 * @param table name of the former table
 * @param key empty where the key is what it was
 * @param answer what was stored; the answer itself where that is what it was
 * @param convertsAnswer whether the user's class converts it
 */
public record Previous(
    ClassName converter,
    String table,
    Optional<FormerKey> key,
    StoredShape answer,
    boolean convertsAnswer) {

  /**
   * A former key, as the user's class makes it.
   *
   * @param type what its method returns
   * @param parts what the former key was made of, in order
   */
  public record FormerKey(TypeName type, List<Part> parts) {
    public FormerKey {
      parts = List.copyOf(parts);
    }

    /** The shapes of its parts. */
    public List<StoredShape> shapes() {
      return parts.stream().map(Part::shape).toList();
    }
  }

  /**
   * A part of a former key.
   *
   * @param accessor the method that gives it; empty where the key is this one part
   */
  public record Part(String accessor, StoredShape shape) {}
}

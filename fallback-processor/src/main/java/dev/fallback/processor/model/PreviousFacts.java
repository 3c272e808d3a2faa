package dev.fallback.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.Previous.FormerKey;
import dev.fallback.processor.model.Previous.Part;
import java.util.List;
import java.util.Optional;

/**
 * What {@code @Fallback(previous)} names, as it was found.
 *
 * @param place the annotation's value
 * @param converter the user's class
 * @param problem why it cannot be used; empty where it can
 * @param keyType what its method {@code key} returns; empty where it has none
 * @param keyParts what that is made of
 * @param answer what its method {@code answer} takes; empty where it has none
 */
public record PreviousFacts(
    Place place,
    ClassName converter,
    String problem,
    Optional<TypeName> keyType,
    List<FormerPart> keyParts,
    Optional<ShapeFacts> answer) {
  public PreviousFacts {
    keyParts = List.copyOf(keyParts);
  }

  /**
   * A part of the former key.
   *
   * @param accessor the method that gives it; empty where the key is this one part
   */
  public record FormerPart(String accessor, ShapeFacts shape) {}

  /** The former key, where it is another than today's. */
  public Optional<FormerKey> formerKey() {
    return keyType.map(
        type ->
            new FormerKey(
                type,
                keyParts.stream()
                    .map(part -> new Part(part.accessor(), part.shape().shape().orElseThrow()))
                    .toList()));
  }
}

package dev.fallback.processor.model;

import java.util.Optional;

/**
 * A parameter, as it was found.
 *
 * @param typeName its type's simple name
 * @param notKey the reason that {@code @NotKey} gives, where it is there
 */
public record ParameterFacts(
    String name,
    String typeName,
    Place place,
    ShapeFacts shape,
    Optional<Located<String>> notKey) {}

package dev.fallback.processor.model;

import java.util.Optional;

/**
 * A parameter, as it was found.
 *
 * @param typeName its type's simple name
 * @param shape its part of the key; empty where {@code @NotKey} says that it has none
 * @param notKey the reason that {@code @NotKey} gives, where it is there
 */
public record ParameterFacts(
    String name,
    String typeName,
    Place place,
    Optional<ShapeFacts> shape,
    Optional<Located<String>> notKey) {}

package dev.fallback.processor.model;

/**
 * A value and where it was written.
 *
 * @param value what was found
 * @param place where
 */
public record Located<T>(T value, Place place) {}

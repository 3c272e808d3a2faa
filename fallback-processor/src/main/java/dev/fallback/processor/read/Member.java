package dev.fallback.processor.read;

import dev.fallback.processor.model.Place;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/**
 * A component of a record, or a constructor's parameter with its accessor.
 *
 * @param accessor name of the method that gives it
 * @param stored what {@code @Stored} says of it
 */
record Member(
    String name, String accessor, TypeMirror type, Optional<StoredFacts> stored, Place place) {}

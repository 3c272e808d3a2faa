package dev.fallback.processor.read;

import dev.fallback.processor.model.Place;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Makes places. What comes from a class file has no line that the compiler could point at, so it is
 * told at the service that stores it.
 */
final class Places {
  private final SourceTypes sources;
  private final Element service;

  Places(SourceTypes sources, Element service) {
    this.sources = sources;
    this.service = service;
  }

  boolean inSource(Element element) {
    return sources.declare(element);
  }

  /** Whether the element is in a source that other processors may still be working at. */
  boolean inFirstRound(Element element) {
    return sources.isFirstRound() && inSource(element);
  }

  Place of(Element element) {
    return new JavacPlace(sources.declare(element) ? element : service, null, null);
  }

  /** The same, or the place that leads there where the element is from a class file. */
  Place of(Element element, Place way) {
    return sources.declare(element) ? of(element) : way;
  }

  Place of(Element element, AnnotationMirror annotation, @Nullable AnnotationValue value) {
    return sources.declare(element) ? new JavacPlace(element, annotation, value) : of(element);
  }
}

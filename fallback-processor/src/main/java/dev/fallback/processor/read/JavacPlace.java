package dev.fallback.processor.read;

import dev.fallback.processor.model.Place;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * An element, or an annotation of it, or one value of that annotation.
 *
 * @param value only with {@code annotation}
 */
record JavacPlace(
    Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value)
    implements Place {}

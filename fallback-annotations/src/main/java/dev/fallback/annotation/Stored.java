package dev.fallback.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how a type, a component of a record or class, a key parameter or an annotated method's
 * result is stored, where the way it is stored by itself is not the one you want.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.TYPE,
  ElementType.RECORD_COMPONENT,
  ElementType.PARAMETER,
  ElementType.METHOD,
  ElementType.FIELD
})
public @interface Stored {
  /** For {@link #missing}: nothing is declared, so a snapshot without the component is a miss. */
  String UNDECLARED = "\0undeclared";

  /** For {@link #missing}: an empty Optional, collection, map, array or text. */
  String EMPTY = "\0empty";

  /** For {@link #missing}: null. Think twice: the reader cannot tell it from a stored null. */
  String NULL = "\0null";

  /**
   * Name in CQL of the type, or of the component's field: lower-case letters, digits and
   * underscores, beginning with a letter. Left empty, it is derived from the Java name.
   */
  String name() default "";

  /**
   * The Java name that it had when it was first stored. The name in CQL stays the one derived from
   * that, so renaming in Java changes nothing in the store. Not together with {@link #name}.
   */
  String was() default "";

  /** The stored form. On a record, the default for its components. */
  As as() default As.NATURAL;

  /** A converter to a type that can be stored: a visible class with a constructor without args. */
  Class<? extends StoredConverter<?, ?>> with() default NoConverter.class;

  /**
   * What a component is where the snapshot was written by a release that did not know it: a value
   * as text ({@code "0"}, {@code "true"}, {@code "2026-01-01"}, an enum constant's name), {@link
   * #EMPTY} or {@link #NULL}. Undeclared, such a snapshot is a miss.
   */
  String missing() default UNDECLARED;

  /** Stored forms. */
  enum As {
    /** The exact form that the type has by itself. */
    NATURAL,
    /**
     * Every {@code Instant} of the component, also inside Optionals and collections, as CQL's
     * {@code timestamp}: readable by all tools, cut to milliseconds. In keys, sets and the keys of
     * maps nothing is cut; what would have to be is not storable.
     */
    MILLIS,
    /**
     * The whole value as a {@code text} of JSON, by Jackson, which the application must have on its
     * class path. As exact as Jackson's mapping of the type is.
     */
    JSON
  }

  /** Stands for no converter. */
  interface NoConverter extends StoredConverter<Object, Object> {}
}

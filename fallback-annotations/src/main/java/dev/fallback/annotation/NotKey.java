package dev.fallback.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaves a parameter out of the key: two calls that differ only in it share one snapshot.
 *
 * <p>Whatever decides what a caller may see must stay in the key, since Fallback does not
 * authorise. Use this only for parameters that never change the answer, such as a trace identifier.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface NotKey {

  /** Why the parameter cannot change the answer. Must not be blank. */
  String value();
}

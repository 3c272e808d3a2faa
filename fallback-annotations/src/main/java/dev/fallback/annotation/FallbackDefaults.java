package dev.fallback.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the {@link Fallback} methods of an interface have in common. Each value stands for the one
 * of the same name wherever a method does not give its own; the interface that is decorated comes
 * before the one that declares an inherited method. Annotates nothing by itself.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface FallbackDefaults {

  /** For {@link Fallback#maxAge}. */
  String maxAge() default "";

  /** For {@link Fallback#retention}. */
  String retention() default "";

  /** For {@link Fallback#timeout}. */
  String timeout() default "";

  /** For {@link Fallback#softTimeout}. */
  String softTimeout() default "";

  /** For {@link Fallback#softMaxAge}. */
  String softMaxAge() default "";

  /** For {@link Fallback#freshFor}. */
  String freshFor() default "";

  /** For {@link Fallback#businessErrors}. */
  Class<? extends Throwable>[] businessErrors() default {};

  /** For {@link Fallback#forgetOn}. */
  Class<? extends Throwable>[] forgetOn() default {};

  /** For {@link Fallback#shareBackendCalls}. */
  boolean shareBackendCalls() default false;

  /** For {@link Fallback#profile}. */
  String profile() default "";

  /** For {@link Fallback#keyspace}. */
  String keyspace() default "";
}

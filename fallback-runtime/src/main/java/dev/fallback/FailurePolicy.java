package dev.fallback;

import java.util.Optional;

/**
 * An application's own rules about the errors of its backends. Not asked about the hard timeout,
 * which is always a failure; one that throws, or returns null, has no opinion. Must be thread-safe
 * and quick.
 */
@FunctionalInterface
public interface FailurePolicy {

  /**
   * What an error means.
   *
   * @param error the error itself, without the wrappers that futures put around it
   * @return empty where this policy has no opinion; then the annotation and the defaults decide
   */
  Optional<FailureClass> classify(Throwable error);
}

package dev.fallback.testkit.release;

import dev.fallback.codegen.OperationDescriptor;
import java.lang.reflect.Type;

/** Makes answers for releases to store. Thread-safe. */
@FunctionalInterface
public interface Answers {

  /** Answers made from their types alone. */
  Answers SAMPLES = (release, operation, type, number) -> SampleValues.of(type, number);

  /**
   * An answer that a backend of a release could have given.
   *
   * @param type what the operation's stage completes with, in the release's own classes
   * @param number another answer for every number
   */
  Object answer(Release release, OperationDescriptor<?> operation, Type type, long number);
}

package dev.fallback.internal.engine;

import dev.fallback.FailureClass;
import dev.fallback.FailurePolicy;
import dev.fallback.codegen.OperationDescriptor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what a backend's error means: by the application's policies, then the annotation's known
 * absences and business errors, then the list of bugs; whatever remains is a failure. Thread-safe.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private static final List<Class<? extends Throwable>> BUGS =
      List.of(
          NullPointerException.class,
          IllegalArgumentException.class,
          ClassCastException.class,
          IndexOutOfBoundsException.class,
          ArithmeticException.class,
          ArrayStoreException.class,
          NegativeArraySizeException.class,
          UnsupportedOperationException.class,
          LinkageError.class,
          AssertionError.class);

  private final List<Class<? extends Throwable>> forgetOn;
  private final List<Class<? extends Throwable>> businessErrors;
  private final List<FailurePolicy> policies;
  private final AtomicBoolean complained = new AtomicBoolean();

  Failures(OperationDescriptor<?> operation, List<FailurePolicy> policies) {
    this.forgetOn = operation.forgetOn();
    this.businessErrors = operation.businessErrors();
    this.policies = List.copyOf(policies);
  }

  FailureClass classOf(Throwable error) {
    for (FailurePolicy policy : policies) {
      Optional<FailureClass> opinion = opinion(policy, error);
      if (opinion.isPresent()) {
        return opinion.get();
      }
    }
    if (isOneOf(forgetOn, error)) {
      return FailureClass.FORGET;
    }
    if (isOneOf(businessErrors, error)) {
      return FailureClass.BUSINESS;
    }
    return isOneOf(BUGS, error) ? FailureClass.BUG : FailureClass.FAILURE;
  }

  /** A policy that throws, or says null, has none: its bug must not take the answer away. */
  private Optional<FailureClass> opinion(FailurePolicy policy, Throwable error) {
    try {
      return Objects.requireNonNull(policy.classify(error), "null returned");
    } catch (Throwable e) {
      if (complained.compareAndSet(false, true)) {
        LOG.warn("A failure policy failed; further ones are not logged", e);
      }
      return Optional.empty();
    }
  }

  /** The error inside the wrappers that futures put around it. */
  static Throwable unwrapped(Throwable error) {
    Throwable inner = error;
    while ((inner instanceof CompletionException || inner instanceof ExecutionException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  private static boolean isOneOf(List<Class<? extends Throwable>> classes, Throwable error) {
    for (Class<? extends Throwable> each : classes) {
      if (each.isInstance(error)) {
        return true;
      }
    }
    return false;
  }
}

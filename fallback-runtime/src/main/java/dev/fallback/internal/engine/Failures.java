package dev.fallback.internal.engine;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Tells what a backend's error means. Immutable. */
final class Failures {

  /** The three classes of errors. */
  enum Kind {
    /** An answer: passes to the caller, counts as the backend's success. */
    BUSINESS,
    /** A bug on our side of the wire: passes to the caller, says nothing about the backend. */
    BUG,
    /** The backend failed: may be answered from the store, counts against the backend. */
    FAILURE
  }

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

  private final List<Class<? extends Throwable>> businessErrors;

  Failures(List<Class<? extends Throwable>> businessErrors) {
    this.businessErrors = List.copyOf(businessErrors);
  }

  Kind kindOf(Throwable error) {
    if (isOneOf(businessErrors, error)) {
      return Kind.BUSINESS;
    }
    return isOneOf(BUGS, error) ? Kind.BUG : Kind.FAILURE;
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

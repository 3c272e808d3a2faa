package dev.fallback.testkit.internal.process;

/** Waits that must come to their end although the thread is interrupted. */
final class Interruptions {
  private Interruptions() {}

  /** A wait. */
  interface Wait<T> {
    T await() throws InterruptedException;
  }

  /** Waits, again after every interruption, and restores the interruption afterwards. */
  static <T> T uninterrupted(Wait<T> wait) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

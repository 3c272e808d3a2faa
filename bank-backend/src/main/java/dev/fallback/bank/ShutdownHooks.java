package dev.fallback.bank;

/** What is to be done when the JVM ends, unless it is over before. */
public final class ShutdownHooks {
  private ShutdownHooks() {}

  /** Takes a hook back; where the JVM is ending it runs, or has run, and is left alone. */
  public static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The JVM is ending: see above.
    }
  }
}

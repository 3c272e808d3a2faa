package dev.fallback.bank.command;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Whether a person is watching. */
final class Terminal {
  private Terminal() {}

  /** Whether input and output are a terminal; from JDK 22 on a console alone does not tell. */
  @SuppressWarnings("SystemConsoleNull") // the JDKs on which it is never null are asked below
  static boolean isAttached() {
    @Nullable Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException olderJdk) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}

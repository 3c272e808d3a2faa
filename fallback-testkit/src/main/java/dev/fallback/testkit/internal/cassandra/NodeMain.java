package dev.fallback.testkit.internal.cassandra;

import java.io.IOException;
import java.io.InputStream;

/**
 * The main class of the child JVM: runs Cassandra's daemon and halts at the end of standard input,
 * which comes when the parent dies, however it dies. It is put on the child's class path in a jar
 * of its own and must therefore use nothing but the JDK.
 */
public final class NodeMain {
  private static final int PARENT_GONE = 99;

  private NodeMain() {}

  /** Arguments: the main class to run. */
  public static void main(String[] args) throws ReflectiveOperationException {
    var watch = new Thread(() -> haltAtEndOf(System.in), "parent-watch");
    watch.setDaemon(true);
    watch.start();
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // The child's output is its log.
  private static void haltAtEndOf(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        // Nothing is ever said: only the end matters.
      }
    } catch (IOException e) {
      e.printStackTrace();
    }
    Runtime.getRuntime().halt(PARENT_GONE);
  }
}

package dev.fallback.testkit;

/**
 * A program that starts a server, says {@code PID PORT}, and waits to be killed. Arguments: the
 * server, and {@code paused} if it is to be hung.
 */
public final class ServerParent {
  private ServerParent() {}

  public static void main(String[] args) throws InterruptedException {
    boolean pause = args.length > 1 && args[1].equals("paused");
    if (args[0].equals("cassandra")) {
      EmbeddedCassandra cassandra = EmbeddedCassandra.start();
      if (pause) {
        cassandra.pause();
      }
      say(cassandra.pid(), cassandra.port());
    } else {
      EmbeddedPostgres postgres = EmbeddedPostgres.start();
      if (pause) {
        postgres.pause();
      }
      say(postgres.pid(), postgres.port());
    }
    Thread.currentThread().join();
  }

  private static void say(long pid, int port) {
    System.out.println("SERVER " + pid + " " + port);
  }
}

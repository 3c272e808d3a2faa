package dev.fallback.testkit;

import java.util.concurrent.CompletableFuture;

/**
 * A program that starts one server of each kind, says {@code PID PORT} for each, and waits to be
 * killed. Argument: {@code paused} if they are to be hung.
 */
public final class ServerParent {
  private ServerParent() {}

  public static void main(String[] args) throws InterruptedException {
    boolean pause = args[0].equals("paused");
    CompletableFuture<EmbeddedPostgres> starting =
        CompletableFuture.supplyAsync(EmbeddedPostgres::start);
    EmbeddedCassandra cassandra = EmbeddedCassandra.start();
    EmbeddedPostgres postgres = starting.join();
    if (pause) {
      cassandra.pause();
      postgres.pause();
    }
    System.out.println(
        "SERVERS %d %d %d %d"
            .formatted(cassandra.pid(), cassandra.port(), postgres.pid(), postgres.port()));
    Thread.currentThread().join();
  }
}

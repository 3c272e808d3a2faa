package dev.fallback.testkit;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that connect, ask, disconnect and never tire, whatever the server does. */
final class ConnectionStorm implements AutoCloseable {
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  ConnectionStorm(String jdbcUrl, int size) {
    String url = jdbcUrl + "&loginTimeout=2&socketTimeout=2";
    for (int i = 0; i < size; i++) {
      var thread = new Thread(() -> blow(url), "storm-" + i);
      thread.start();
      threads.add(thread);
    }
  }

  private void blow(String url) {
    while (!over) {
      try (var connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("SELECT 1");
        answers.incrementAndGet();
      } catch (SQLException e) {
        failures.incrementAndGet(); // A dead server is what this is about.
      }
    }
  }

  long answers() {
    return answers.get();
  }

  long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    over = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

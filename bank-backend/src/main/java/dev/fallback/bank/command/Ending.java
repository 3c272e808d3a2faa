package dev.fallback.bank.command;

import dev.fallback.bank.ShutdownHooks;
import dev.fallback.warmup.WarmUpRun;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a job in good order when the JVM is told to end: the job is stopped, and the JVM waits until
 * the command has said what became of it and has closed what it opened. Thread-safe.
 */
final class Ending implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
  private static final long PATIENCE_SECONDS = 20;

  private final AtomicReference<@Nullable WarmUpRun> run = new AtomicReference<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "warm-up-ending");

  private Ending() {}

  /** Watches from now on. */
  static Ending watch() {
    Ending ending = new Ending();
    Runtime.getRuntime().addShutdownHook(ending.hook);
    return ending;
  }

  /** From now on the JVM is told to end, with that code, when standard input ends. */
  static void withInput(int exitCode) {
    var watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                LOG.info("Standard input cannot be read, which is its end", e);
              }
              System.exit(exitCode);
            },
            "input-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** This is what has to be stopped. */
  void stops(WarmUpRun job) {
    run.set(job);
  }

  private void end() {
    WarmUpRun job = run.get();
    if (job == null) {
      return;
    }
    job.stop();
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("The job did not end in time; its last checkpoint counts.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything has been said and closed. */
  @Override
  public void close() {
    over.countDown();
    ShutdownHooks.forget(hook);
  }
}

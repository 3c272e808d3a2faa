package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.AsyncAutoCloseable;
import dev.fallback.internal.time.Time;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a session, and again a while after each attempt that failed, until it is there or nobody
 * wants it any more. The driver itself goes on while no node answers, but gives up for ever when it
 * loses the one that answered before all is set up. Thread-safe; never blocks.
 *
 * @param <S> kind of session
 */
final class LastingAttempt<S extends AsyncAutoCloseable> {
  /** How long after a failure it is tried again. */
  static final long PAUSE_NANOS = 5_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(LastingAttempt.class);

  private final Supplier<CompletionStage<S>> open;
  private final Time time;
  private final Executor starter;
  private final CompletableFuture<S> session = new CompletableFuture<>();
  private volatile CompletableFuture<S> attempt = new CompletableFuture<>();
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;

  /**
   * Begins.
   *
   * @param open begins one attempt; whoever cancels its stage ends it and frees what it holds
   * @param starter where later attempts begin: that may look names up, and block
   */
  LastingAttempt(Supplier<CompletionStage<S>> open, Time time, Executor starter) {
    this.open = open;
    this.time = time;
    this.starter = starter;
    begin();
  }

  /** Completes with the session; never fails, and never completes where this was closed before. */
  CompletableFuture<S> session() {
    return session;
  }

  /** Why the last attempt failed, while the next is awaited or under way. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Closes the session, or ends the attempts at one. */
  void close() {
    closed = true;
    attempt.cancel(true);
    session.thenAccept(AsyncAutoCloseable::forceCloseAsync);
  }

  private void begin() {
    CompletableFuture<S> begun = open.get().toCompletableFuture();
    attempt = begun;
    begun.whenComplete(this::ended);
    if (closed) {
      begun.cancel(true); // closed before it could see this attempt
    }
  }

  private void ended(@Nullable S opened, @Nullable Throwable error) {
    if (opened != null) {
      failure = null;
      session.complete(opened);
    } else if (!closed) {
      failure = error;
      LOG.error(
          "The fallback store cannot be connected, and is tried again in {} s; until then"
              + " operations are unprotected",
          PAUSE_NANOS / 1_000_000_000L,
          error);
      time.after(PAUSE_NANOS, () -> starter.execute(this::again));
    }
  }

  private void again() {
    if (!closed) {
      begin();
    }
  }
}

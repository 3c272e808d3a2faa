package dev.fallback.testkit.internal.process;

import dev.fallback.testkit.ServerStartException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one server: started, killed, paused, resumed, restarted, closed. Its folder, address
 * and port stay the same all the while. Thread-safe: one call at a time.
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);

  /** How long the remains of an earlier process may stand in the way of a start. */
  private static final Duration REMAINS_LIMIT = Duration.ofSeconds(10);

  private final ServerKind kind;
  private final ServerHome home;
  private final Consumer<String> progress;
  private final boolean closedByOwner;
  private final Thread atExit;
  private volatile @Nullable ServerProcess process;
  private Duration startTime = Duration.ZERO;
  private boolean closed;
  private volatile boolean ending;

  /**
   * @param progress told in short sentences what goes on; called on the calling thread
   * @param closedByOwner whether it is left alone while the JVM ends, since who started it still
   *     needs it and closes it; it dies with the JVM all the same
   */
  public Server(
      ServerKind kind, ServerHome home, Consumer<String> progress, boolean closedByOwner) {
    this.kind = kind;
    this.home = home;
    this.progress = progress;
    this.closedByOwner = closedByOwner;
    this.atExit = new Thread(this::killAtExit, kind.name() + "-at-exit");
  }

  /**
   * Starts it for the first time and waits until it answers. On failure everything is cleaned up.
   *
   * @throws ServerStartException when it does not come up
   */
  public synchronized void start() {
    if (!closedByOwner) {
      Runtime.getRuntime().addShutdownHook(atExit);
    }
    try {
      startAndAwait();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startAndAwait() {
    progress.accept("Starting %s on %s".formatted(kind.name(), kind.where()));
    long begin = System.nanoTime();
    long giveUp = begin + kind.startLimit().toNanos();
    long remainsEnd = begin + REMAINS_LIMIT.toNanos();
    try {
      while (!tryStart(begin, giveUp, remainsEnd)) {
        LOG.debug("{} on {} is started again", kind.name(), kind.where());
      }
    } catch (IOException e) {
      throw new ServerStartException(
          "%s on %s could not be started: %s. Check the free disk space and permissions of %s."
              .formatted(kind.name(), kind.where(), e, home.directory()),
          e);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new ServerStartException(
          "The start of %s on %s was interrupted.".formatted(kind.name(), kind.where()), e);
    }
    startTime = Duration.ofNanos(System.nanoTime() - begin);
    progress.accept("%s answers after %d ms".formatted(kind.name(), startTime.toMillis()));
    LOG.info("{} answers on {} after {} ms", kind.name(), kind.where(), startTime.toMillis());
  }

  /** Returns whether it answers; false if it ended for a reason that passes. */
  private boolean tryStart(long begin, long giveUp, long remainsEnd)
      throws IOException, InterruptedException {
    refuseAtExit();
    requirePort(begin);
    Launch launch = closedByOwner ? kind.launch().apart() : kind.launch();
    LogTail tail = LogTail.from(launch.log());
    ServerProcess started = ServerProcess.start(launch);
    process = started;
    if (ending) {
      started.kill();
      refuseAtExit();
    }
    while (!started.awaitEnd(POLL)) {
      if (answers()) {
        return true;
      }
      if (System.nanoTime() - giveUp > 0) {
        started.kill();
        throw failed("did not answer within " + kind.startLimit().toSeconds() + " s", tail);
      }
    }
    if (kind.isPassing(tail) && System.nanoTime() - remainsEnd < 0) {
      return false;
    }
    throw failed("ended during its start with exit code " + started.exitCode(), tail);
  }

  private void requirePort(long begin) throws InterruptedException {
    // What was killed a moment ago, by us or by the death of another JVM, may still hold it.
    Duration patience = process == null ? Duration.ofSeconds(2) : REMAINS_LIMIT;
    while (!Ports.isFree(kind.address(), kind.port())) {
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new ServerStartException(
            "%s cannot listen on %s: another process holds the port. End that process, or choose another port with port(…) or leave it out to get a free one."
                .formatted(kind.name(), kind.where()));
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private boolean answers() {
    try {
      kind.probe(PROBE_LIMIT);
      return true;
    } catch (IOException e) {
      LOG.trace("{} on {} does not answer yet", kind.name(), kind.where(), e);
      return false;
    }
  }

  private ServerStartException failed(String how, LogTail tail) {
    return new ServerStartException(
        "%s on %s %s. %s%n%s"
            .formatted(kind.name(), kind.where(), how, kind.advice(tail), tail.describe()));
  }

  /** Its process id, also after its end. */
  public synchronized long pid() {
    return running().pid();
  }

  /** Whether its process exists, running or paused. */
  public synchronized boolean isAlive() {
    ServerProcess current = process;
    return current != null && current.isAlive();
  }

  /** How long the last start took, to the first answer. */
  public synchronized Duration startTime() {
    return startTime;
  }

  /** Kills it with all its processes (SIGKILL). Does nothing when it is dead. */
  public synchronized void kill() {
    ServerProcess current = process;
    if (current != null) {
      current.kill();
    }
  }

  /** Stops it with all its processes (SIGSTOP). */
  public synchronized void pause() {
    try {
      running().pause();
    } catch (IOException e) {
      throw new IllegalStateException(kind.name() + " cannot be paused", e);
    }
  }

  /** Lets it go on (SIGCONT). */
  public synchronized void resume() {
    running().resume();
  }

  /** Kills it if it is alive and starts it again; returns when it answers. */
  public synchronized void restart() {
    if (closed) {
      throw new IllegalStateException(kind.name() + " on " + kind.where() + " is closed");
    }
    kill();
    startAndAwait();
  }

  /** Ends it for good. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    ServerProcess current = process;
    if (current != null && current.isAlive()) {
      kind.stop(current);
    }
    home.close();
    forgetExit();
  }

  /** Does not wait for the lock: the JVM ends now, whatever another thread is waiting for. */
  private void killAtExit() {
    ending = true;
    ServerProcess current = process;
    if (current != null) {
      current.kill();
    }
    home.close();
  }

  /** What is started while the JVM ends would leave its folder behind. */
  private void refuseAtExit() {
    if (ending) {
      throw new IllegalStateException(kind.name() + " is not started: the JVM ends");
    }
  }

  private void forgetExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      LOG.trace("The JVM is ending: its hooks run anyway", e);
    }
  }

  private ServerProcess running() {
    ServerProcess current = process;
    if (current == null) {
      throw new IllegalStateException(kind.name() + " on " + kind.where() + " is not started");
    }
    return current;
  }
}

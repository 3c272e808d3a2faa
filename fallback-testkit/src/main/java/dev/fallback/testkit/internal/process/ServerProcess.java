package dev.fallback.testkit.internal.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A running server: a direct child of this JVM, with its own children. It dies with this JVM in
 * every case, also when it is paused and the JVM is killed. Not thread-safe, but for {@link
 * #isAlive} and {@link #pid}.
 */
public final class ServerProcess {
  private static final Duration GONE_LIMIT = Duration.ofSeconds(1);
  private static final Duration GONE_POLL = Duration.ofMillis(2);

  private final Process process;
  private @Nullable PipeWatch pauseWatch;
  private List<Long> paused = List.of();

  private ServerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * <p>A thread of its own forks and then waits for the end of the child, because the parent-death
   * signal follows the forking thread, not the JVM.
   *
   * @throws IOException when the program cannot be run
   */
  public static ServerProcess start(Launch launch) throws IOException {
    var started = new CompletableFuture<Process>();
    var thread = new Thread(() -> forkAndWait(launch, started), launch.name() + "-parent");
    thread.setDaemon(true);
    thread.start();
    try {
      return new ServerProcess(started.join());
    } catch (CompletionException e) {
      throw new IOException("cannot run " + launch.command().get(0), e.getCause());
    }
  }

  private static void forkAndWait(Launch launch, CompletableFuture<Process> started) {
    @Nullable Process process = null;
    @Nullable PipeWatch watch = null;
    try {
      process =
          new ProcessBuilder(ParentDeath.command(launch))
              .directory(launch.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()))
              .start();
      watch = ParentDeath.isSignalled() ? null : PipeWatch.over(List.of(process.pid()));
      started.complete(process);
    } catch (IOException | RuntimeException e) {
      if (process != null) {
        process.destroyForcibly();
      }
      started.completeExceptionally(e);
      return;
    }
    Interruptions.uninterrupted(process::waitFor);
    if (watch != null) {
      watch.close();
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs, or is paused. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end. Returns whether it has ended. */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Its exit code, once it has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /**
   * Stops it and all its descendants (SIGSTOP): connections stay open, nothing answers. Does
   * nothing when it is stopped or has ended.
   */
  public void pause() throws IOException {
    if (!paused.isEmpty() || !process.isAlive()) {
      return;
    }
    // The parent first: once it is stopped it has no more children.
    Signals.send("STOP", List.of(process.pid()));
    List<Long> family = family();
    Signals.send("STOP", family.subList(1, family.size()));
    paused = family;
    pauseWatch = PipeWatch.over(family);
  }

  /** Lets it go on (SIGCONT) after {@link #pause}. */
  public void resume() {
    List<Long> stopped = paused;
    forgetPause();
    // The numbers of a process that has ended may belong to others by now.
    if (process.isAlive()) {
      Signals.send("CONT", stopped);
    }
  }

  private void forgetPause() {
    if (pauseWatch != null) {
      pauseWatch.close();
      pauseWatch = null;
    }
    paused = List.of();
  }

  /** Kills it and all its descendants (SIGKILL) and waits until they are gone. */
  public void kill() {
    if (process.isAlive()) {
      Signals.send("STOP", List.of(process.pid()));
      List<ProcessHandle> descendants = process.descendants().toList();
      Signals.send("KILL", family());
      Interruptions.uninterrupted(process::waitFor);
      awaitGone(descendants);
    }
    forgetPause();
  }

  /**
   * Waits until orphans have given back what they held. That it is never long is the kernel's
   * promise; so this wait is short, and its end without success no error.
   */
  private static void awaitGone(List<ProcessHandle> descendants) {
    long giveUp = System.nanoTime() + GONE_LIMIT.toNanos();
    while (descendants.stream().anyMatch(ServerProcess::runs) && System.nanoTime() - giveUp < 0) {
      LockSupport.parkNanos(GONE_POLL.toNanos());
    }
  }

  /** A process that has ended but was not yet reaped by its parent has no program any more. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /**
   * Asks it to end and waits for that; kills it when it does not.
   *
   * @param signal name of the signal that asks, without {@code SIG}
   * @return whether it ended by itself
   */
  public boolean terminate(String signal, Duration limit) {
    resume();
    if (process.isAlive()) {
      Signals.send(signal, List.of(process.pid()));
    }
    boolean ended = Interruptions.uninterrupted(() -> awaitEnd(limit));
    if (!ended) {
      kill();
    }
    return ended;
  }

  private List<Long> family() {
    var family = new ArrayList<Long>();
    family.add(process.pid());
    process.descendants().map(ProcessHandle::pid).forEach(family::add);
    return family;
  }
}

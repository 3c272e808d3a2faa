package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.fallback.internal.cassandra.LeaseTable.Entry;
import dev.fallback.internal.schema.ControlTables;
import dev.fallback.internal.time.Time;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to do something that only one process of a cluster may do at a time. Held from {@link
 * #acquire} to {@link #close}, as long as heartbeats get through.
 *
 * <p>A lease makes overlap rare, not impossible: a process can be stopped between {@link
 * #requireHeld} and what it does next. Therefore every holder has a {@link #token} greater than all
 * before it, for whatever can refuse the smaller one, and others wait {@link LeaseTimes#grace}
 * longer than the holder itself believes in its lease.
 *
 * <p>A holder measures its lease from before it sent the last heartbeat that got through; those who
 * wait measure from when they first saw that heartbeat. Both use their own monotonic watch, so the
 * holder's end is always the earlier one, whatever the clocks say.
 *
 * <p>Thread-safe; {@link #acquire}, {@link #requireHeld} and {@link #close} block.
 */
public final class ClusterLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterLease.class);

  /** Name of the table of leases. */
  static final String TABLE = ControlTables.LEASES;

  private static final int BEATS_A_LIFE = 3;

  private final LeaseTable table;
  private final String name;
  private final String owner;
  private final long token;
  private final LeaseTimes times;
  private final Time time;
  private final AtomicLong beats = new AtomicLong();
  private final AtomicLong validUntilNanos = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable String lostTo;
  private volatile Runnable stopHeart = () -> {};

  private ClusterLease(
      LeaseTable table, String name, Entry taken, LeaseTimes times, Time time, long sinceNanos) {
    this.table = table;
    this.name = name;
    this.owner = String.valueOf(taken.owner());
    this.token = taken.token();
    this.times = times;
    this.time = time;
    this.validUntilNanos.set(sinceNanos + times.life().toNanos());
  }

  /** Makes the table of leases where it is missing, and waits until all nodes have it. */
  public static void createTable(CqlSession session, String keyspace, Time time) {
    LiveSchemaReader reader = new LiveSchemaReader(session, keyspace);
    if (!joined(reader.read()).tables().containsKey(TABLE)) {
      new SchemaStatements(session, time, true).execute(ControlTables.leases(keyspace));
    }
  }

  /**
   * Waits for a lease and takes it. The table must exist, see {@link #createTable}.
   *
   * @param keyspace where the table of leases is
   * @param name what the lease is for
   * @param patience how long to wait at most
   * @param progress told what is waited for, in whole sentences, once a change and now and then
   * @throws LeaseLostException when it was not to be had in time; says who holds it
   */
  public static ClusterLease acquire(
      CqlSession session,
      String keyspace,
      String name,
      LeaseTimes times,
      Duration patience,
      Time time,
      Consumer<String> progress) {
    LeaseTable table = new LeaseTable(session, keyspace);
    Waiting waiting = new Waiting(table, name, times, time, progress);
    return waiting.until(time.nanos() + patience.toNanos());
  }

  /** Greater than that of every holder before. */
  public long token() {
    return token;
  }

  /** Whether it is held as far as this process knows; costs nothing and asks nobody. */
  public boolean isHeld() {
    return !ended.get() && lostTo == null && time.nanos() - validUntilNanos.get() < 0;
  }

  /**
   * Renews the lease before something that only its holder may do; tries again for as long as a
   * lease lives.
   *
   * @throws LeaseLostException when it is not held any more
   */
  public void requireHeld() {
    if (ended.get()) {
      throw new LeaseLostException("lease '%s' was given back".formatted(name));
    }
    DriverException failure = renewed();
    if (isHeld()) {
      return;
    }
    String lost =
        "lease '%s' was lost%s; this process must have been stopped or cut off for longer than %s"
            .formatted(name, lostTo == null ? "" : " to " + lostTo, times.life());
    throw failure == null
        ? new LeaseLostException(lost)
        : new LeaseLostException(lost + ". It could not be renewed: " + failure, failure);
  }

  /** What the last try failed with; null where one got through. */
  private @Nullable DriverException renewed() {
    long giveUp = time.nanos() + times.life().toNanos();
    while (true) {
      try {
        joined(beat());
        return null;
      } catch (DriverException e) {
        if (ended.get() || lostTo != null || time.nanos() - giveUp > 0) {
          return e;
        }
        LOG.info("Lease '{}' could not be renewed, trying again: {}", name, e.toString());
        pause(time, times.poll().toNanos());
      }
    }
  }

  /** Blocks for so long. */
  static void pause(Time time, long nanos) {
    CompletableFuture<Void> pause = new CompletableFuture<>();
    time.after(nanos, () -> pause.complete(null));
    pause.join();
  }

  /** Gives it back. What goes wrong is logged: the others then wait for its end. */
  @Override
  public void close() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    stopHeart.run();
    try {
      joined(table.release(name, owner, token));
    } catch (DriverException e) {
      LOG.warn(
          "Lease '{}' could not be given back; others wait {} for it", name, times.takeover(), e);
    }
  }

  /**
   * Ends it without giving it back, when what was begun under it may still be at work: the others
   * then wait for its end and the grace.
   */
  public void abandon() {
    if (ended.compareAndSet(false, true)) {
      stopHeart.run();
    }
  }

  private ClusterLease started() {
    scheduleBeat();
    return this;
  }

  private void scheduleBeat() {
    stopHeart =
        time.after(
            times.life().toNanos() / BEATS_A_LIFE,
            () -> {
              if (!ended.get() && lostTo == null) {
                beat().whenComplete((done, error) -> beaten(error));
              }
            });
  }

  private void beaten(@Nullable Throwable error) {
    if (error != null) {
      LOG.info("A heartbeat of lease '{}' did not get through: {}", name, error.toString());
    }
    if (!ended.get() && lostTo == null) {
      scheduleBeat();
    }
  }

  private CompletionStage<Void> beat() {
    long before = time.nanos();
    return table
        .beat(name, owner, token, beats.incrementAndGet())
        .thenAccept(
            found -> {
              if (found.isPresent() && found.get().isHeldBy(owner, token)) {
                long until = before + times.life().toNanos();
                validUntilNanos.accumulateAndGet(until, (a, b) -> a - b > 0 ? a : b);
              } else {
                lostTo = found.map(entry -> String.valueOf(entry.owner())).orElse("nobody");
              }
            });
  }

  /** Waits, and throws what the stage fails with, not a wrapper. */
  static <R> R joined(CompletionStage<R> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Someone who wants the lease. */
  private static final class Waiting {
    private final LeaseTable table;
    private final String name;
    private final LeaseTimes times;
    private final Time time;
    private final Consumer<String> progress;
    private final UUID id = UUID.randomUUID();
    private final String owner = "%s, process %d, %s".formatted(host(), pid(), id);
    private @Nullable Entry watched;
    private long watchedSince;
    private long toldAt;

    Waiting(LeaseTable table, String name, LeaseTimes times, Time time, Consumer<String> progress) {
      this.table = table;
      this.name = name;
      this.times = times;
      this.time = time;
      this.progress = progress;
    }

    ClusterLease until(long giveUp) {
      while (true) {
        long before = time.nanos();
        Optional<Entry> seen = Optional.empty();
        try {
          seen = joined(table.glance(name));
          if (isFree(seen)) {
            before = time.nanos();
            seen = joined(table.take(name, seen, owner));
            if (seen.isPresent() && owner.equals(seen.get().owner())) {
              return new ClusterLease(table, name, seen.get(), times, time, before).started();
            }
          }
          tell(waitingFor(seen), before);
        } catch (DriverException e) {
          if (before - giveUp > 0) {
            throw e;
          }
          tell("Lease '%s' cannot be read, trying again: %s".formatted(name, e), before);
        }
        if (before - giveUp > 0) {
          throw new LeaseLostException(
              "lease '%s' was not to be had in time. %s".formatted(name, waitingFor(seen)));
        }
        pause();
      }
    }

    /** Nobody has it, or its holder has been silent for long enough. */
    private boolean isFree(Optional<Entry> seen) {
      long now = time.nanos();
      if (seen.isEmpty() || seen.get().owner() == null) {
        return true;
      }
      if (!seen.get().equals(watched)) {
        boolean same = watched != null && watched.token() == seen.get().token();
        watched = seen.get();
        watchedSince = now;
        if (!same) {
          toldAt = 0;
        }
        return false;
      }
      return now - watchedSince > times.takeover().toNanos();
    }

    private String waitingFor(Optional<Entry> seen) {
      String holder = seen.map(Entry::owner).orElse(null);
      return holder == null
          ? "Others want lease '%s' too.".formatted(name)
          : "Waiting for lease '%s', which %s holds; it is taken over once it is silent for %d s, and has been for %d."
              .formatted(
                  name,
                  holder,
                  times.takeover().toSeconds(),
                  watched == null ? 0 : (time.nanos() - watchedSince) / 1_000_000_000);
    }

    private void tell(String sentence, long now) {
      if (toldAt == 0 || now - toldAt > times.life().toNanos()) {
        toldAt = now;
        progress.accept(sentence);
      }
    }

    /** Of another length for everyone, so that those who wait do not all try at once. */
    private void pause() {
      double share = 0.5 + (id.getLeastSignificantBits() + time.nanos() & 1023) / 1024.0;
      ClusterLease.pause(time, (long) (times.poll().toNanos() * share));
    }

    private static String host() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "an unnamed host";
      }
    }

    private static long pid() {
      return ProcessHandle.current().pid();
    }
  }
}

package dev.fallback.internal.warmup;

import dev.fallback.internal.time.Time;
import dev.fallback.warmup.KeyStream;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A few hundred keys ahead of their use, drawn from the job's source behind the checkpoint. A
 * source that fails is asked again, for a few minutes. Used by one task at a time.
 */
final class KeyFeed<K> {
  private static final int BATCH = 256;
  private static final long FIRST_PAUSE_NANOS = 200_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 10_000_000_000L;
  private static final long PATIENCE_NANOS = 300_000_000_000L;

  private final WarmUp<K> job;
  private final KeyStream<K> stream;
  private final String lastKey;
  private final Time time;
  private final Executor serial;
  private final Runnable wakeUp;
  private final Consumer<Throwable> broken;
  private final Queue<K> keys = new ArrayDeque<>();
  private long toPassOver;
  private boolean asking;
  private boolean exhausted;
  private @Nullable Throwable failure;
  private long failingSince;
  private long pauseNanos = FIRST_PAUSE_NANOS;
  private OptionalLong total = OptionalLong.empty();

  /**
   * @param checkpoint behind which to begin
   * @param wakeUp run when there are keys, or when it is known that there are none
   * @param broken told why no keys can be had
   */
  KeyFeed(
      WarmUp<K> job,
      Checkpoint checkpoint,
      Time time,
      Executor serial,
      Runnable wakeUp,
      Consumer<Throwable> broken) {
    this.job = job;
    this.time = time;
    this.serial = serial;
    this.wakeUp = wakeUp;
    this.broken = broken;
    this.lastKey = checkpoint.lastKey();
    Optional<KeyStream<K>> behind =
        checkpoint.mark() == 0 ? Optional.empty() : job.keys().openAfter(lastKey);
    this.toPassOver = behind.isPresent() ? 0 : checkpoint.mark();
    this.stream = behind.orElseGet(job.keys()::open);
    stream.total().whenComplete((known, error) -> serial.execute(() -> learnTotal(known, error)));
  }

  /** The next key; empty where there is none at the moment. */
  @Nullable K poll() {
    K next = keys.poll();
    if (keys.size() < BATCH / 2) {
      draw();
    }
    return next;
  }

  /** Whether all keys have been handed out. */
  boolean isExhausted() {
    return exhausted && keys.isEmpty();
  }

  /** Why it has no keys at the moment; empty where nothing is wrong. */
  Optional<String> complaint() {
    return failure == null
        ? Optional.empty()
        : Optional.of("the keys, which cannot be read: " + failure.getMessage());
  }

  OptionalLong total() {
    return total;
  }

  void close() {
    exhausted = true;
    keys.clear();
    stream.close();
  }

  private void learnTotal(@Nullable OptionalLong known, @Nullable Throwable error) {
    if (error == null && known != null) {
      total = known;
    }
  }

  private void draw() {
    if (asking || exhausted) {
      return;
    }
    asking = true;
    CompletionStage<List<K>> next;
    try {
      next = stream.next(BATCH);
    } catch (RuntimeException e) {
      drawn(List.of(), e);
      return;
    }
    next.whenComplete(
        (drawn, error) -> serial.execute(() -> drawn(drawn == null ? List.of() : drawn, error)));
  }

  private void drawAgain() {
    asking = false;
    draw();
  }

  private void drawn(List<K> drawn, @Nullable Throwable error) {
    asking = false;
    if (exhausted) {
      return;
    }
    if (error != null) {
      failed(error);
      return;
    }
    failure = null;
    pauseNanos = FIRST_PAUSE_NANOS;
    if (drawn.isEmpty()) {
      exhausted = true;
      if (toPassOver > 0) {
        broken.accept(changed("there are fewer keys than were done"));
        return;
      }
    } else if (!passOver(drawn)) {
      return;
    }
    if (keys.isEmpty()) {
      draw();
    }
    wakeUp.run();
  }

  /** Keeps the keys behind the checkpoint; false where they are not those that were done. */
  private boolean passOver(List<K> drawn) {
    for (K key : drawn) {
      if (toPassOver == 0) {
        keys.add(key);
      } else if (--toPassOver == 0 && !job.textOf(key).equals(lastKey)) {
        broken.accept(
            changed(
                "where '%s' was the last one done, there is '%s' now"
                    .formatted(lastKey, job.textOf(key))));
        return false;
      }
    }
    return true;
  }

  private WarmUpException changed(String how) {
    return new WarmUpException(
        "job '%s' cannot go on: its keys have changed since (%s); start it anew"
            .formatted(job.name(), how));
  }

  private void failed(Throwable thrown) {
    Throwable error =
        thrown instanceof CompletionException e && e.getCause() != null ? e.getCause() : thrown;
    if (error instanceof WarmUpException) {
      broken.accept(error); // asking again would not help
      return;
    }
    long now = time.nanos();
    if (failure == null) {
      failingSince = now;
    }
    failure = error;
    if (now - failingSince >= PATIENCE_NANOS) {
      broken.accept(new WarmUpException("the keys cannot be read", error));
      return;
    }
    asking = true; // until the pause is over
    time.after(pauseNanos, () -> serial.execute(this::drawAgain));
    pauseNanos = Math.min(LONGEST_PAUSE_NANOS, pauseNanos * 2);
    wakeUp.run();
  }
}

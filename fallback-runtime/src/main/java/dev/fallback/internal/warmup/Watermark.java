package dev.fallback.internal.warmup;

import dev.fallback.warmup.WarmUpCounts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are done, of keys that are begun in order and done in any: the mark is the number of
 * first keys of which all are done. Remembers the keys above the mark and one below. Not
 * thread-safe.
 */
final class Watermark<K> {

  /** A key's place in the order. */
  static final class Place<K> {
    private final K key;
    private @Nullable WarmUpCounts done;

    private Place(K key) {
      this.key = key;
    }
  }

  private final Deque<Place<K>> open = new ArrayDeque<>();
  private long mark;
  private WarmUpCounts counts;
  private Optional<K> lastDone = Optional.empty();

  /**
   * @param mark keys that were done before
   * @param counts what became of them
   */
  Watermark(long mark, WarmUpCounts counts) {
    this.mark = mark;
    this.counts = counts;
  }

  /** The next key in order. */
  Place<K> begin(K key) {
    Place<K> place = new Place<>(key);
    open.addLast(place);
    return place;
  }

  /**
   * A key is done.
   *
   * @param became what became of this one key
   */
  void done(Place<K> place, WarmUpCounts became) {
    place.done = became;
    Place<K> first = open.peekFirst();
    while (first != null && first.done != null) {
      counts = counts.plus(first.done);
      lastDone = Optional.of(first.key);
      mark++;
      open.removeFirst();
      first = open.peekFirst();
    }
  }

  /** All keys below are done. */
  long mark() {
    return mark;
  }

  /** What became of the keys below the mark. */
  WarmUpCounts counts() {
    return counts;
  }

  /** The key just below the mark; empty where none has been done since it was made. */
  Optional<K> lastDone() {
    return lastDone;
  }

  /** Keys begun above the mark, done or not. */
  int open() {
    return open.size();
  }
}

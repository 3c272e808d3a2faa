package dev.fallback.warmup;

import dev.fallback.internal.warmup.IteratedKeys;
import dev.fallback.internal.warmup.PublishedKeys;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * The keys of a warm-up, in an order that is the same whenever they are opened: a job that was
 * killed goes on behind the key below which all were done. Keys may come twice.
 *
 * @param <K> a key
 */
public interface WarmUpKeys<K> {

  /** What the keys are; a checkpoint left by other keys is not gone on with. */
  String description();

  /** The keys from the first on. */
  KeyStream<K> open();

  /**
   * The keys behind one; empty where the source cannot find it, and then the keys before it are
   * drawn again and passed over.
   *
   * @param lastKey text form of the last key that was done
   */
  default Optional<KeyStream<K>> openAfter(String lastKey) {
    return Optional.empty();
  }

  /** Keys that are drawn one after the other, on a thread of their own, so they may block. */
  static <K> WarmUpKeys<K> of(String description, Iterable<K> keys) {
    OptionalLong total =
        keys instanceof Collection<K> collection
            ? OptionalLong.of(collection.size())
            : OptionalLong.empty();
    return new IteratedKeys<>(description, keys::iterator, total);
  }

  /**
   * Keys that somebody publishes, drawn only as fast as they are used.
   *
   * @param publisher a new one, from the first key on, each time
   */
  static <K> WarmUpKeys<K> published(
      String description, Supplier<? extends Flow.Publisher<K>> publisher) {
    return new PublishedKeys<>(description, publisher);
  }
}

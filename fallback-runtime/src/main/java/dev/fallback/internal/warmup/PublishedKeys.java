package dev.fallback.internal.warmup;

import dev.fallback.warmup.KeyStream;
import dev.fallback.warmup.WarmUpKeys;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keys of a publisher: as many are requested as are asked for, so no more are ever kept. */
public record PublishedKeys<K>(String description, Supplier<? extends Flow.Publisher<K>> publisher)
    implements WarmUpKeys<K> {

  @Override
  public KeyStream<K> open() {
    Stream<K> stream = new Stream<>();
    publisher.get().subscribe(stream);
    return stream;
  }

  /** Thread-safe. */
  private static final class Stream<K> implements KeyStream<K>, Flow.Subscriber<K> {
    private final Queue<K> keys = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private @Nullable CompletableFuture<List<K>> wanted;
    private int most;
    private long requested;
    private boolean ended;
    private @Nullable Throwable failure;

    @Override
    public CompletionStage<List<K>> next(int atMost) {
      CompletableFuture<List<K>> future = new CompletableFuture<>();
      synchronized (this) {
        wanted = future;
        most = atMost;
      }
      request();
      answer();
      return future;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      synchronized (this) {
        subscription = given;
      }
      request();
    }

    @Override
    public void onNext(K key) {
      synchronized (this) {
        keys.add(key);
        requested--;
      }
      answer();
    }

    @Override
    public void onError(Throwable error) {
      synchronized (this) {
        failure = error;
        ended = true;
      }
      answer();
    }

    @Override
    public void onComplete() {
      synchronized (this) {
        ended = true;
      }
      answer();
    }

    /** So many that those on their way and those here are what is asked for. */
    private void request() {
      Flow.Subscription from;
      long more;
      synchronized (this) {
        from = subscription;
        more = wanted == null || ended ? 0 : most - requested - keys.size();
        if (from == null || more <= 0) {
          return;
        }
        requested += more;
      }
      from.request(more); // outside the lock: it may publish at once
    }

    private void answer() {
      CompletableFuture<List<K>> future;
      List<K> drawn = new ArrayList<>();
      Throwable error;
      synchronized (this) {
        if (wanted == null || keys.isEmpty() && !ended) {
          return;
        }
        future = wanted;
        wanted = null;
        while (drawn.size() < most && !keys.isEmpty()) {
          drawn.add(keys.remove());
        }
        error = drawn.isEmpty() ? failure : null;
      }
      if (error == null) {
        future.complete(drawn);
      } else {
        future.completeExceptionally(error);
      }
    }

    @Override
    public void close() {
      Flow.Subscription from;
      synchronized (this) {
        from = subscription;
        ended = true;
      }
      if (from != null) {
        from.cancel();
      }
    }
  }
}

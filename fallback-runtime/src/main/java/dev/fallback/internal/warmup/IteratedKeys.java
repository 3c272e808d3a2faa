package dev.fallback.internal.warmup;

import dev.fallback.internal.time.Workers;
import dev.fallback.warmup.KeyStream;
import dev.fallback.warmup.WarmUpException;
import dev.fallback.warmup.WarmUpKeys;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys of an iterator, which may block. An iterator that threw is not asked again: where it stands
 * is not known.
 */
public record IteratedKeys<K>(
    String description, Supplier<? extends Iterator<? extends K>> iterators, OptionalLong total)
    implements WarmUpKeys<K> {
  private static final Logger LOG = LoggerFactory.getLogger(IteratedKeys.class);

  @Override
  public KeyStream<K> open() {
    return new Stream<>(iterators, total);
  }

  private static final class Stream<K> implements KeyStream<K> {
    private final Supplier<? extends Iterator<? extends K>> iterators;
    private final OptionalLong total;
    private final ExecutorService thread = Workers.one("fallback-warm-up-keys");
    private final CompletableFuture<Iterator<? extends K>> iterator;
    private volatile CompletionStage<List<K>> last = CompletableFuture.completedFuture(List.of());

    Stream(Supplier<? extends Iterator<? extends K>> iterators, OptionalLong total) {
      this.iterators = iterators;
      this.total = total;
      this.iterator = CompletableFuture.supplyAsync(this::made, thread);
    }

    private Iterator<? extends K> made() {
      return iterators.get();
    }

    @Override
    public CompletionStage<List<K>> next(int atMost) {
      if (!last.toCompletableFuture().isCompletedExceptionally()) {
        last = iterator.thenApplyAsync(keys -> drawn(keys, atMost), thread);
      }
      return last;
    }

    private static <K> List<K> drawn(Iterator<? extends K> keys, int atMost) {
      List<K> drawn = new ArrayList<>();
      try {
        while (drawn.size() < atMost && keys.hasNext()) {
          drawn.add(keys.next());
        }
        return drawn;
      } catch (WarmUpException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new WarmUpException("the keys cannot be read: " + e.getMessage(), e);
      }
    }

    @Override
    public CompletionStage<OptionalLong> total() {
      return CompletableFuture.completedFuture(total);
    }

    @Override
    public void close() {
      iterator.thenAcceptAsync(Stream::closed, thread);
      thread.shutdown();
    }

    private static void closed(Iterator<?> keys) {
      if (keys instanceof Closeable closeable) {
        try {
          closeable.close();
        } catch (IOException | UncheckedIOException e) {
          LOG.warn("What the keys were read from could not be closed", e);
        }
      }
    }
  }
}

package dev.fallback.bank;

import dev.fallback.event.FallbackEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Passes events on to whoever listens at the moment. Thread-safe. */
public final class EventFeed implements Consumer<FallbackEvent> {
  private final List<Consumer<? super FallbackEvent>> listeners = new CopyOnWriteArrayList<>();

  @Override
  public void accept(FallbackEvent event) {
    for (Consumer<? super FallbackEvent> listener : listeners) {
      listener.accept(event);
    }
  }

  /**
   * Adds a listener; it runs on the calls' threads, so it must be quick and never block.
   *
   * @return removes it again
   */
  public Subscription subscribe(Consumer<? super FallbackEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** One listener's place in the feed. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}

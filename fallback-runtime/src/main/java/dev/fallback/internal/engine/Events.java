package dev.fallback.internal.engine;

import dev.fallback.event.FallbackEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what happened. A listener that throws hurts no call. Thread-safe. */
final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  private final List<Consumer<? super FallbackEvent>> listeners;
  private final AtomicBoolean complained = new AtomicBoolean();

  Events(List<Consumer<? super FallbackEvent>> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /** Makes the event only where somebody listens. */
  void tell(Supplier<FallbackEvent> event) {
    if (listeners.isEmpty()) {
      return;
    }
    FallbackEvent made = event.get();
    for (Consumer<? super FallbackEvent> listener : listeners) {
      try {
        listener.accept(made);
      } catch (RuntimeException
          | Error e) { // a missing class of the listener's is no reason either
        if (complained.compareAndSet(false, true)) {
          LOG.warn("A listener of Fallback's events threw; further ones are not logged", e);
        }
      }
    }
  }
}

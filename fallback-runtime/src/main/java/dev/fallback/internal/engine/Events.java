package dev.fallback.internal.engine;

import dev.fallback.event.FallbackEvent;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what happened. A listener that throws hurts no call. Thread-safe. */
final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  private final List<Consumer<? super FallbackEvent>> listeners;
  private final Serial changes;
  private final AtomicBoolean complained = new AtomicBoolean();

  /**
   * @param background where changes are told
   */
  Events(List<Consumer<? super FallbackEvent>> listeners, Executor background) {
    this.listeners = List.copyOf(listeners);
    this.changes = new Serial(background, this::complain);
  }

  /**
   * Tells of a change of state, in the order of the changes and never on the thread that brought it
   * about: that may be the timer's, just when every call of the process is about to time out.
   */
  void tellChange(FallbackEvent change) {
    if (!listeners.isEmpty()) {
      changes.execute(() -> tellAll(change));
    }
  }

  /** Makes the event only where somebody listens. */
  void tell(Supplier<FallbackEvent> event) {
    if (listeners.isEmpty()) {
      return;
    }
    tellAll(event.get());
  }

  /** The same, for an event of a call that somebody may follow. */
  void tell(@Nullable Consumer<? super FallbackEvent> follower, Supplier<FallbackEvent> event) {
    if (follower == null) {
      tell(event);
      return;
    }
    FallbackEvent made = event.get();
    tellOnly(follower, made);
    tellAll(made);
  }

  /** Tells one listener and no other. */
  void tellOnly(Consumer<? super FallbackEvent> listener, FallbackEvent made) {
    try {
      listener.accept(made);
    } catch (Throwable e) { // a class may be missing, too
      complain(e);
    }
  }

  private void complain(Throwable error) {
    if (complained.compareAndSet(false, true)) {
      LOG.warn("A listener of Fallback's events threw; further ones are not logged", error);
    }
  }

  private void tellAll(FallbackEvent made) {
    for (Consumer<? super FallbackEvent> listener : listeners) {
      tellOnly(listener, made);
    }
  }
}

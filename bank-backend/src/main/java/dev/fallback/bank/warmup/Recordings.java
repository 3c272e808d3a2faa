package dev.fallback.bank.warmup;

import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.Recorded;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Counts what becomes of the answers of one round. Each good answer ends in one event, recorded or
 * skipped; that event gives back the permit its question took, so that no more is asked than the
 * store takes in. Thread-safe.
 */
final class Recordings implements Consumer<FallbackEvent> {
  private final Semaphore permits;
  private final AtomicInteger recorded = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  Recordings(Semaphore permits) {
    this.permits = permits;
  }

  @Override
  public void accept(FallbackEvent event) {
    if (event instanceof Recorded) {
      recorded.incrementAndGet();
      end();
    } else if (event instanceof RecordingSkipped skipped) {
      if (skipped.cause() == RecordingSkipped.Cause.UNCHANGED) {
        recorded.incrementAndGet();
      }
      end();
    }
  }

  /** A question that brought no answer, and so nothing to record. */
  void unanswered() {
    end();
  }

  /** Answers that are in the store. */
  int recorded() {
    return recorded.get();
  }

  /** Questions of which no more is to come. */
  int ended() {
    return ended.get();
  }

  private void end() {
    ended.incrementAndGet();
    permits.release();
  }
}

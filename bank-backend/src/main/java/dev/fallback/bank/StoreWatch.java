package dev.fallback.bank;

import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.Recorded;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import dev.fallback.event.FallbackEvent.StoreReadFailed;
import java.util.function.Consumer;

/** What is known of the fallback store from the last thing heard of it. Thread-safe. */
final class StoreWatch implements Consumer<FallbackEvent> {
  private volatile String status = "unknown";

  /** {@code unknown}, {@code ready}, {@code not ready} or {@code failing}. */
  String status() {
    return status;
  }

  @Override
  public void accept(FallbackEvent event) {
    if (event instanceof Recorded) {
      status = "ready";
    } else if (event instanceof StoreReadFailed) {
      status = "failing";
    } else if (event instanceof RecordingSkipped skipped) {
      switch (skipped.cause()) {
        case STORE_NOT_READY -> status = "not ready";
        case STORE_FAILED -> status = "failing";
        default -> {} // says nothing about the store
      }
    }
  }
}

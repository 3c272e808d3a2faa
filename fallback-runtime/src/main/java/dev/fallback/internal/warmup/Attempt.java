package dev.fallback.internal.warmup;

import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.BackendAsked;
import dev.fallback.event.FallbackEvent.BusinessErrorPassed;
import dev.fallback.event.FallbackEvent.CallAnswered;
import dev.fallback.event.FallbackEvent.CallCancelled;
import dev.fallback.event.FallbackEvent.CallFailed;
import dev.fallback.event.FallbackEvent.Recorded;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One try of one key: follows the events of its calls, from whatever thread, and knows when it is
 * over, which is when its stage has completed, its calls have ended and all their answers are
 * recorded or are known not to be. A call tells how it ended only after its stage has completed.
 * Thread-safe.
 */
final class Attempt implements Consumer<FallbackEvent> {

  /** What became of it. */
  enum Outcome {
    STORED,
    PASSED_OVER,
    /** Another try may do better. */
    FAILED,
    /** Another try would do no better. */
    HOPELESS
  }

  private final Runnable over;
  private boolean completed;
  private boolean told;
  private int calls;
  private int callsEnded;
  private int answersToRecord;
  private int answersSettled;
  private boolean fromStore;
  private boolean storeUnreadable;
  private boolean businessError;
  private boolean underAnotherHold;
  private boolean backendAsked;
  private boolean backendFailed;
  private long backendNanos;
  private @Nullable Cause skipped;
  private @Nullable Throwable callFailure;
  private @Nullable Throwable error;

  /**
   * @param over run once, when it is over
   */
  Attempt(Runnable over) {
    this.over = over;
  }

  @Override
  public void accept(FallbackEvent event) {
    synchronized (this) {
      if (event instanceof BackendAsked asked) {
        backendAsked = true;
        backendFailed |= asked.counted();
        backendNanos = Math.max(backendNanos, asked.duration().toNanos());
      } else if (event instanceof CallAnswered answered) {
        callsEnded++;
        if (isUnderAnotherHold(answered.state())) {
          underAnotherHold = true;
        } else if (answered.source() == Source.BACKEND) {
          answersToRecord++;
        } else {
          fromStore = true;
        }
      } else if (event instanceof CallFailed failed) {
        callsEnded++;
        if (isUnderAnotherHold(failed.state())) {
          underAnotherHold = true;
        } else {
          storeUnreadable |= failed.reason() == Reason.OPERATOR;
          callFailure = failed.error();
        }
      } else if (event instanceof CallCancelled) {
        callsEnded++;
        callFailure = new NotStoredException("a call was given up before it was answered");
      } else if (event instanceof BusinessErrorPassed) {
        callsEnded++;
        businessError = true;
      } else if (event instanceof Recorded) {
        answersSettled++;
      } else if (event instanceof RecordingSkipped notRecorded) {
        answersSettled++;
        if (notRecorded.cause() != Cause.UNCHANGED) {
          skipped = notRecorded.cause();
        }
      }
    }
    tellIfOver();
  }

  /** An operation may be held by itself, while its service is in Forced. */
  private static boolean isUnderAnotherHold(State state) {
    return state == State.ISOLATED || state == State.REVERSED || state == State.BYPASS;
  }

  /**
   * Its stage completed.
   *
   * @param callsBegun how many calls it began
   */
  void completed(int callsBegun, @Nullable Throwable failure) {
    synchronized (this) {
      calls = callsBegun;
      completed = true;
      error =
          failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    }
    tellIfOver();
  }

  /** It takes too long; nothing is waited for any more. */
  void givenUp(Throwable why) {
    synchronized (this) {
      completed = true;
      error = error == null ? why : error;
      calls = 0;
      answersSettled = Math.max(answersSettled, answersToRecord);
    }
    tellIfOver();
  }

  private void tellIfOver() {
    synchronized (this) {
      if (told || !completed || callsEnded < calls || answersSettled < answersToRecord) {
        return;
      }
      told = true;
    }
    over.run();
  }

  synchronized boolean isBackendAsked() {
    return backendAsked;
  }

  /** Whether the backend failed in a way that counts against it. */
  synchronized boolean isBackendFailed() {
    return backendFailed;
  }

  /** The longest call to the backend. */
  synchronized long backendNanos() {
    return backendNanos;
  }

  /** Whether the store failed to read or to write. */
  synchronized boolean isStoreFailed() {
    return skipped == Cause.STORE_FAILED
        || skipped == Cause.STORE_NOT_READY
        || skipped == Cause.QUEUE_FULL
        || skipped == Cause.CLOCK_SKEWED
        || storeUnreadable;
  }

  /** Whether it says that the store works. */
  synchronized boolean isStoreGood() {
    return error == null && callFailure == null && skipped == null && !underAnotherHold;
  }

  /** Whether an operator holds an operation of its own in another state: it says nothing then. */
  synchronized boolean isUnderAnotherHold() {
    return underAnotherHold;
  }

  /** Also where the read function got over an error: all that it began must be recorded. */
  synchronized Outcome outcome() {
    if (underAnotherHold || callFailure != null) {
      return Outcome.FAILED;
    }
    if (error != null) {
      return businessError ? Outcome.HOPELESS : Outcome.FAILED;
    }
    if (skipped != null) {
      return skipped == Cause.UNSTORABLE || skipped == Cause.REFUSED_BY_GUARD
          ? Outcome.HOPELESS
          : Outcome.FAILED;
    }
    if (answersToRecord > 0) {
      return Outcome.STORED;
    }
    return fromStore ? Outcome.PASSED_OVER : Outcome.HOPELESS;
  }

  /** Why it came to nothing. */
  synchronized Throwable cause() {
    if (businessError && callFailure != null) {
      return callFailure; // the other one is an answer
    }
    if (error != null) {
      return error;
    }
    if (underAnotherHold) {
      return new NotStoredException("an operation is held in another state than FORCED");
    }
    if (callFailure != null) {
      return callFailure;
    }
    return new NotStoredException(
        skipped != null
            ? "the answer was not recorded: " + skipped
            : "nothing was asked for: the read function began no call of a decorator");
  }
}

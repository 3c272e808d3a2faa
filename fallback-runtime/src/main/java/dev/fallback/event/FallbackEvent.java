package dev.fallback.event;

import dev.fallback.Distrust;
import dev.fallback.Hold;
import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that happened. What happens to calls, recordings and reads is told on the thread on
 * which it happens; changes (of states, holds, trust, guards and the store's breakers) are told on
 * a worker, in their order.
 */
public sealed interface FallbackEvent {

  /** Binary name of the service it happened to. */
  String service();

  /**
   * A call was answered.
   *
   * @param age of the answer; zero from the backend
   */
  record CallAnswered(
      String service, String operation, State state, Source source, Reason reason, Duration age)
      implements FallbackEvent {}

  /** A call failed, with an error that no snapshot may replace, or for which there was none. */
  record CallFailed(String service, String operation, State state, Reason reason, Throwable error)
      implements FallbackEvent {}

  /** The backend gave a business error, which passed to the caller. */
  record BusinessErrorPassed(String service, String operation, State state, Throwable error)
      implements FallbackEvent {}

  /** The caller cancelled the call, or completed its future, before it was answered. */
  record CallCancelled(String service, String operation, State state) implements FallbackEvent {}

  /**
   * The backend was asked, by a caller or in the background, and the asking ended.
   *
   * @param duration until its answer, its error or the hard timeout
   * @param succeeded whether it answered; a business error is an answer
   * @param counted whether it counts against the backend; a bug of the caller's does not
   */
  record BackendAsked(
      String service, String operation, Duration duration, boolean succeeded, boolean counted)
      implements FallbackEvent {}

  /** The state changed. */
  record StateChanged(String service, State from, State to, Instant at) implements FallbackEvent {}

  /**
   * An operator's hold began, or took the place of another.
   *
   * @param operation empty where it is the whole service's
   * @param everywhere whether it is an order to all nodes
   */
  record HoldBegan(String service, String operation, Hold hold, boolean everywhere)
      implements FallbackEvent {}

  /**
   * An operator's hold expired, which is noticed when anyone looks, or was released.
   *
   * @param operation empty where it was the whole service's
   * @param everywhere whether it was an order to all nodes
   */
  record HoldEnded(String service, String operation, Hold hold, boolean everywhere)
      implements FallbackEvent {}

  /**
   * Snapshots of a time are misses from now on, or are trusted again.
   *
   * @param trusted whether they are trusted again
   * @param everywhere whether it is an order to all nodes
   */
  record TrustChanged(String service, Distrust interval, boolean trusted, boolean everywhere)
      implements FallbackEvent {}

  /** An operator lets answers pass for a while that a guard would refuse. */
  record GuardOpened(String service, String operation, Duration lasts) implements FallbackEvent {}

  /**
   * A recording was acknowledged by the store.
   *
   * @param duration from its being sent to its acknowledgement
   */
  record Recorded(String service, String operation, int bytes, Duration duration)
      implements FallbackEvent {}

  /** A good answer was not recorded. */
  record RecordingSkipped(String service, String operation, Cause cause) implements FallbackEvent {

    /** Why an answer was not recorded. */
    public enum Cause {
      /** The queue, or the number of answers that wait for a guard, was full. */
      QUEUE_FULL,
      /** Fallback was closed before the answer was written. */
      CLOSING,
      /** The answer, or its key, has no exact stored form. */
      UNSTORABLE,
      /** A newer answer for the same key took its place before it was written. */
      SUPERSEDED,
      /** The answer is the one already recorded, or about to be. */
      UNCHANGED,
      /** The store failed or was too slow. */
      STORE_FAILED,
      /** A guard refused it, or threw. */
      REFUSED_BY_GUARD,
      /** This node's clock and the store's are too far apart, or were not compared yet. */
      CLOCK_SKEWED,
      /** The store is not ready: not connected, or its schema does not fit. */
      STORE_NOT_READY
    }
  }

  /**
   * The store answered a read. Callers who want the same key at the same time share one.
   *
   * @param found whether there is a snapshot, of whatever age
   */
  record StoreRead(String service, String operation, Duration duration, boolean found)
      implements FallbackEvent {}

  /** A snapshot could not be read: the store failed, or the bytes were not readable. */
  record StoreReadFailed(String service, String operation, Duration duration, Throwable error)
      implements FallbackEvent {}

  /**
   * A call had nothing but a snapshot to be answered with, and could not be: it failed.
   *
   * @param objection what spoke against the snapshot
   */
  record SnapshotRefused(String service, String operation, Objection objection)
      implements FallbackEvent {

    /** Why a snapshot is not served; of several reasons the first. */
    public enum Objection {
      /** It is from more than a second ahead: a clock was wrong when it was recorded. */
      FROM_THE_FUTURE,
      /** It is older than max age. */
      TOO_OLD,
      /** An operator distrusts its time. */
      DISTRUSTED,
      /** The caller demands a newer one. */
      OLDER_THAN_DEMANDED
    }
  }

  /**
   * The store is left alone because it failed too often, is probed, or is asked again.
   *
   * @param service always empty: it concerns all
   * @param requests which of its requests; each kind has a breaker of its own
   */
  record StoreStateChanged(String service, Requests requests, State from, State to, Instant at)
      implements FallbackEvent {

    /** Kinds of requests to the store. */
    public enum Requests {
      READS,
      WRITES
    }
  }

  /**
   * The distance between this node's clock and the store's became too large, or small again. While
   * it is too large nothing is recorded, because as-of orders the writes of all nodes.
   *
   * @param service always empty: it concerns all
   * @param skew this node's clock minus the store's
   * @param tooLarge whether recording stops
   */
  record ClockSkewed(String service, Duration skew, boolean tooLarge) implements FallbackEvent {}
}

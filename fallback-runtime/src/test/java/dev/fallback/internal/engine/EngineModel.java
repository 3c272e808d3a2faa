package dev.fallback.internal.engine;

import dev.fallback.Source;
import dev.fallback.State;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine must do, said as simply as possible: one service, times in milliseconds, four
 * outcomes in a window that is never left, a wait that doubles.
 */
final class EngineModel {
  static final long TIMEOUT = Bench.TIMEOUT.toMillis();
  static final long FIRST_WAIT = Bench.WAIT.toMillis();
  static final long LONGEST_WAIT = 4 * FIRST_WAIT;
  static final int MINIMUM = 4;
  static final int PERMITTED = 2;

  /** A snapshot as it must be in the store. */
  record Row(long value, long asOf) {}

  final Map<Long, Row> rows = new HashMap<>();
  long now;
  int epoch;
  int probes;
  private State breaker = State.CLOSED;
  private @Nullable State held;
  private long heldUntil;
  private int calls;
  private int failures;
  private int waits;
  private long wait;
  private long since;

  State state() {
    if (held != null && now >= heldUntil) {
      release();
    }
    if (breaker == State.OPEN && now >= since + wait) {
      enter(State.HALF_OPEN);
    }
    return held == null ? breaker : held;
  }

  /** Whether a call beginning now asks the backend before anything else. */
  boolean asks() {
    return switch (state()) {
      case CLOSED, FORCED, BYPASS -> true;
      case HALF_OPEN -> probes < PERMITTED;
      case OPEN, ISOLATED, REVERSED -> false;
    };
  }

  /** Whether the breaker, whatever the operator says, lets a call through. */
  boolean breakerLets() {
    state();
    return breaker == State.CLOSED || breaker == State.HALF_OPEN && probes < PERMITTED;
  }

  boolean permits() {
    return held == null || held == State.REVERSED;
  }

  void begun() {
    state();
    if (breaker == State.HALF_OPEN) {
      probes++;
    }
  }

  /** A call with a permit of this epoch ended; null where that says nothing about the backend. */
  void ended(int begunIn, @Nullable Boolean good) {
    state();
    if (begunIn != epoch) {
      return;
    }
    if (breaker == State.HALF_OPEN) {
      probes--;
      if (good != null) {
        enter(good ? State.CLOSED : State.OPEN);
      }
    } else if (good != null) {
      calls++;
      failures += good ? 0 : 1;
      if (calls >= MINIMUM && 2 * failures >= calls) {
        waits = now - since >= wait ? 0 : waits;
        enter(State.OPEN);
      }
    }
  }

  void hold(State state, long lasts) {
    state();
    held = state;
    heldUntil = now + lasts;
  }

  /** Back to a breaker that starts anew. */
  void release() {
    if (held != null) {
      held = null;
      waits = 0;
      wait = 0;
      enter(State.CLOSED);
    }
  }

  void record(long key, long value, long asOf) {
    rows.merge(key, new Row(value, asOf), (a, b) -> b.asOf() >= a.asOf() ? b : a);
  }

  /** Where the answer of a call comes from that may not, or could not, ask the backend. */
  @Nullable Source instead(long key, State begunIn, boolean storeWorks) {
    boolean reads = begunIn != State.FORCED && begunIn != State.BYPASS;
    return reads && storeWorks && rows.containsKey(key) ? Source.STORE : null;
  }

  private void enter(State next) {
    epoch++;
    probes = 0;
    calls = 0;
    failures = 0;
    if (next == State.OPEN) {
      wait = Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(waits++, 10));
    }
    if (next != State.HALF_OPEN) {
      since = now;
    }
    breaker = next;
  }
}

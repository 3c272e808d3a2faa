package dev.fallback.internal.engine;

import dev.fallback.BackendTimeoutException;
import dev.fallback.BackendUnavailableException;
import dev.fallback.Source;
import dev.fallback.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What operators, soft timeouts and sharing must do, said as simply as possible: one operation
 * whose breaker never trips and whose store never fails, times in milliseconds.
 */
final class DemandsModel {
  static final long TIMEOUT = Bench.TIMEOUT.toMillis();
  static final long SOFT = 400;
  static final long SOFT_MAX_AGE = 3_000;

  /** Where an operator can hold a state; what comes first goes first. */
  enum Where {
    OPERATION_HERE,
    OPERATION_EVERYWHERE,
    SERVICE_HERE,
    SERVICE_EVERYWHERE
  }

  private record Held(State state, long until) {}

  private record Row(long value, long asOf) {}

  /** How a call ended: with a value from somewhere, or with an error. */
  record End(@Nullable Source source, @Nullable Long value, @Nullable Class<?> error) {}

  /** A backend call and who waits for it. */
  static final class Asked {
    final long key;
    final State state;
    final long start;
    final List<Caller> waiting = new ArrayList<>();

    private Asked(long key, State state, long start) {
      this.key = key;
      this.state = state;
      this.start = start;
    }
  }

  /** A call; its end is null while it waits. */
  static final class Caller {
    final State state;
    private final long key;
    private final long begun;
    private @Nullable Asked asked;
    private boolean readBeside;
    @Nullable End end;

    private Caller(long key, State state, long begun) {
      this.key = key;
      this.state = state;
      this.begun = begun;
    }
  }

  private final Map<Where, Held> holds = new EnumMap<>(Where.class);
  private final Map<Long, Row> rows = new HashMap<>();
  private final List<Caller> callers = new ArrayList<>();
  final List<Asked> pending = new ArrayList<>();
  long now;

  State state() {
    for (Where where : Where.values()) {
      Held held = holds.get(where);
      if (held != null && now < held.until()) {
        return held.state();
      }
    }
    return State.CLOSED;
  }

  void hold(Where where, State state, long lasts) {
    holds.put(where, new Held(state, now + lasts));
  }

  void release(Where where) {
    holds.remove(where);
  }

  Caller begin(long key) {
    Caller caller = new Caller(key, state(), now);
    callers.add(caller);
    boolean readsFirst = caller.state == State.ISOLATED || caller.state == State.REVERSED;
    if (caller.state == State.ISOLATED || readsFirst && rows.containsKey(key)) {
      instead(caller, BackendUnavailableException.class);
    } else {
      caller.asked = asked(key, caller.state);
      caller.asked.waiting.add(caller);
    }
    return caller;
  }

  private Asked asked(long key, State state) {
    for (Asked each : pending) {
      if (state == State.CLOSED && each.state == State.CLOSED && each.key == key) {
        return each;
      }
    }
    Asked fresh = new Asked(key, state, now);
    pending.add(fresh);
    return fresh;
  }

  void answer(Asked asked, long value) {
    pending.remove(asked);
    if (asked.state != State.BYPASS) {
      Row row = new Row(value, asked.start);
      rows.merge(asked.key, row, (a, b) -> b.asOf() >= a.asOf() ? b : a);
    }
    asked.waiting.forEach(caller -> ends(caller, new End(Source.BACKEND, value, null)));
  }

  void fail(Asked asked, Class<?> error) {
    pending.remove(asked);
    asked.waiting.forEach(caller -> failed(caller, error));
  }

  private void failed(Caller caller, Class<?> error) {
    if (caller.state == State.CLOSED) {
      instead(caller, error);
    } else { // in Reversed there was nothing when it was read
      ends(caller, new End(null, null, error));
    }
  }

  private void instead(Caller caller, Class<?> error) {
    Row row = rows.get(caller.key);
    ends(
        caller,
        row == null ? new End(null, null, error) : new End(Source.STORE, row.value(), null));
  }

  /** The last who leaves takes the backend call along. */
  void cancel(Caller caller) {
    Asked asked = caller.asked;
    if (caller.end == null && asked != null) {
      ends(caller, new End(null, null, CancellationException.class));
      asked.waiting.remove(caller);
      if (asked.waiting.isEmpty()) {
        pending.remove(asked);
      }
    }
  }

  void pass(long to) {
    for (; now < to; now++) {
      tick();
    }
    tick();
  }

  private void tick() {
    for (Caller caller : callers) {
      if (caller.state == State.CLOSED && now == caller.begun + SOFT && !caller.readBeside) {
        caller.readBeside = true; // once: what is recorded at the same moment comes too late
        Row row = rows.get(caller.key);
        if (row != null && now - row.asOf() <= SOFT_MAX_AGE) {
          ends(caller, new End(Source.STORE, row.value(), null));
        }
      }
    }
    for (Asked each : List.copyOf(pending)) {
      if (now == each.start + TIMEOUT) {
        fail(each, BackendTimeoutException.class);
      }
    }
  }

  private static void ends(Caller caller, End end) {
    if (caller.end == null) {
      caller.end = end;
    }
  }
}

package dev.fallback.internal.engine;

import static dev.fallback.internal.engine.StateSignalTable.Breaks.FAILURE;
import static dev.fallback.internal.engine.StateSignalTable.Breaks.SILENT;
import static dev.fallback.internal.engine.StateSignalTable.Breaks.SUCCESS;
import static dev.fallback.internal.engine.StateSignalTable.Does.ANSWERS;
import static dev.fallback.internal.engine.StateSignalTable.Does.ANSWERS_LATE;
import static dev.fallback.internal.engine.StateSignalTable.Does.BUG;
import static dev.fallback.internal.engine.StateSignalTable.Does.BUSINESS_ERROR;
import static dev.fallback.internal.engine.StateSignalTable.Does.FAILS;
import static dev.fallback.internal.engine.StateSignalTable.Does.HANGS;
import static dev.fallback.internal.engine.StateSignalTable.Does.IS_CANCELLED;
import static dev.fallback.internal.engine.StateSignalTable.Does.KNOWS_NO_MORE;
import static dev.fallback.internal.engine.StateSignalTable.Does.NOT_COUNTED;
import static dev.fallback.internal.engine.StateSignalTable.Does.NOT_SERVED;
import static dev.fallback.internal.engine.StateSignalTable.Does.RETURNS_NULL;
import static dev.fallback.internal.engine.StateSignalTable.Does.THROWS;
import static dev.fallback.internal.engine.StateSignalTable.Gets.CANCELLED;
import static dev.fallback.internal.engine.StateSignalTable.Gets.ERROR;
import static dev.fallback.internal.engine.StateSignalTable.Gets.SNAPSHOT;
import static dev.fallback.internal.engine.StateSignalTable.Gets.UNAVAILABLE;
import static dev.fallback.internal.engine.StateSignalTable.Gets.VALUE;
import static dev.fallback.internal.engine.StateSignalTable.Has.DOWN;
import static dev.fallback.internal.engine.StateSignalTable.Has.FRESH;
import static dev.fallback.internal.engine.StateSignalTable.Has.NOTHING;
import static dev.fallback.internal.engine.StateSignalTable.Has.OLD;
import static dev.fallback.internal.engine.StateSignalTable.Has.STALE;
import static dev.fallback.internal.engine.StateSignalTable.Records.ABSENCE;
import static dev.fallback.internal.engine.StateSignalTable.Records.ANSWER;
import static dev.fallback.internal.engine.StateSignalTable.Records.NONE;
import static dev.fallback.internal.engine.StateSignalTable.Situation.BYPASS;
import static dev.fallback.internal.engine.StateSignalTable.Situation.CLOSED;
import static dev.fallback.internal.engine.StateSignalTable.Situation.FORCED;
import static dev.fallback.internal.engine.StateSignalTable.Situation.HALF_OPEN;
import static dev.fallback.internal.engine.StateSignalTable.Situation.HALF_OPEN_TAKEN;
import static dev.fallback.internal.engine.StateSignalTable.Situation.ISOLATED;
import static dev.fallback.internal.engine.StateSignalTable.Situation.OPEN;
import static dev.fallback.internal.engine.StateSignalTable.Situation.REVERSED;

import java.util.List;
import java.util.Set;

/**
 * What one call must do: for each situation it can begin in, everything that the backend can do,
 * and everything that the store can have, exactly one row. A combination without a row, or with
 * two, fails.
 */
final class StateSignalTable {
  private StateSignalTable() {}

  /** In which a call begins; Half-open with its probe free, or taken by another call. */
  enum Situation {
    CLOSED,
    OPEN,
    HALF_OPEN,
    HALF_OPEN_TAKEN,
    FORCED,
    REVERSED,
    ISOLATED,
    BYPASS
  }

  /** What the backend does, or its caller to it; late is between soft and hard timeout. */
  enum Does {
    ANSWERS,
    ANSWERS_LATE,
    FAILS,
    THROWS,
    HANGS,
    BUSINESS_ERROR,
    KNOWS_NO_MORE,
    BUG,
    RETURNS_NULL,
    NOT_COUNTED,
    NOT_SERVED,
    IS_CANCELLED
  }

  /**
   * What the store has: within freshFor and softMaxAge, within maxAge, older than it, or no voice.
   */
  enum Has {
    NOTHING,
    FRESH,
    STALE,
    OLD,
    DOWN
  }

  /** What the caller gets. */
  enum Gets {
    VALUE,
    SNAPSHOT,
    ERROR,
    UNAVAILABLE,
    CANCELLED
  }

  /** What is written. */
  enum Records {
    ANSWER,
    ABSENCE,
    NONE
  }

  /** What the breaker hears. */
  enum Breaks {
    SUCCESS,
    FAILURE,
    SILENT
  }

  /**
   * @param asks whether the backend is asked
   * @param reads whether the store is read
   */
  record Must(boolean asks, boolean reads, Gets gets, Records records, Breaks hears) {}

  /** Combinations that must do the same. */
  record Row(Set<Situation> in, Set<Does> when, Set<Has> with, Must must) {
    boolean covers(Situation situation, Does does, Has has) {
      return in.contains(situation) && when.contains(does) && with.contains(has);
    }
  }

  private static final Set<Does> WHATEVER = Set.of(Does.values());
  private static final Set<Has> ANYTHING = Set.of(Has.values());
  private static final Set<Has> USABLE = Set.of(FRESH, STALE);
  private static final Set<Has> USELESS = Set.of(NOTHING, OLD, DOWN);
  private static final Set<Has> NOT_FRESH = Set.of(NOTHING, STALE, OLD, DOWN);
  private static final Set<Situation> QUIET = Set.of(OPEN, HALF_OPEN_TAKEN, ISOLATED);
  private static final Set<Situation> ASKING = Set.of(CLOSED, HALF_OPEN);
  private static final Set<Does> BROKEN = Set.of(FAILS, THROWS, HANGS);
  private static final Set<Does> BUGS = Set.of(BUG, RETURNS_NULL);
  private static final Set<Does> ANSWERING = Set.of(ANSWERS, ANSWERS_LATE);

  static final List<Row> ROWS =
      List.of(
          // in                   when                     with       asks   reads  gets records
          // hears
          row(QUIET, WHATEVER, USABLE, false, true, SNAPSHOT, NONE, SILENT),
          row(QUIET, WHATEVER, USELESS, false, true, UNAVAILABLE, NONE, SILENT),
          row(ASKING, Set.of(ANSWERS), ANYTHING, true, false, VALUE, ANSWER, SUCCESS),
          row(ASKING, Set.of(ANSWERS_LATE), Set.of(FRESH), true, true, SNAPSHOT, ANSWER, SUCCESS),
          row(ASKING, Set.of(ANSWERS_LATE), NOT_FRESH, true, true, VALUE, ANSWER, SUCCESS),
          row(ASKING, BROKEN, USABLE, true, true, SNAPSHOT, NONE, FAILURE),
          row(ASKING, BROKEN, USELESS, true, true, ERROR, NONE, FAILURE),
          row(ASKING, Set.of(NOT_COUNTED), USABLE, true, true, SNAPSHOT, NONE, SILENT),
          row(ASKING, Set.of(NOT_COUNTED), USELESS, true, true, ERROR, NONE, SILENT),
          row(ASKING, Set.of(NOT_SERVED), ANYTHING, true, false, ERROR, NONE, FAILURE),
          row(ASKING, Set.of(BUSINESS_ERROR), ANYTHING, true, false, ERROR, NONE, SUCCESS),
          row(ASKING, Set.of(KNOWS_NO_MORE), ANYTHING, true, false, ERROR, ABSENCE, SUCCESS),
          row(ASKING, BUGS, ANYTHING, true, false, ERROR, NONE, SILENT),
          row(ASKING, Set.of(IS_CANCELLED), ANYTHING, true, false, CANCELLED, NONE, SILENT),
          row(Set.of(FORCED), ANSWERING, ANYTHING, true, false, VALUE, ANSWER, SILENT),
          row(Set.of(FORCED), Set.of(KNOWS_NO_MORE), ANYTHING, true, false, ERROR, ABSENCE, SILENT),
          row(Set.of(BYPASS), ANSWERING, ANYTHING, true, false, VALUE, NONE, SILENT),
          row(Set.of(BYPASS), Set.of(KNOWS_NO_MORE), ANYTHING, true, false, ERROR, NONE, SILENT),
          row(
              Set.of(FORCED, BYPASS),
              Set.of(
                  FAILS, THROWS, HANGS, BUSINESS_ERROR, BUG, RETURNS_NULL, NOT_COUNTED, NOT_SERVED),
              ANYTHING,
              true,
              false,
              ERROR,
              NONE,
              SILENT),
          row(
              Set.of(FORCED, BYPASS),
              Set.of(IS_CANCELLED),
              ANYTHING,
              true,
              false,
              CANCELLED,
              NONE,
              SILENT),
          row(Set.of(REVERSED), WHATEVER, Set.of(FRESH), false, true, SNAPSHOT, NONE, SILENT),
          row(Set.of(REVERSED), ANSWERING, NOT_FRESH, true, true, VALUE, ANSWER, SUCCESS),
          row(Set.of(REVERSED), BROKEN, Set.of(STALE), true, true, SNAPSHOT, NONE, FAILURE),
          row(Set.of(REVERSED), BROKEN, USELESS, true, true, ERROR, NONE, FAILURE),
          row(
              Set.of(REVERSED),
              Set.of(NOT_COUNTED),
              Set.of(STALE),
              true,
              true,
              SNAPSHOT,
              NONE,
              SILENT),
          row(Set.of(REVERSED), Set.of(NOT_COUNTED), USELESS, true, true, ERROR, NONE, SILENT),
          row(Set.of(REVERSED), Set.of(NOT_SERVED), NOT_FRESH, true, true, ERROR, NONE, FAILURE),
          row(
              Set.of(REVERSED),
              Set.of(BUSINESS_ERROR),
              NOT_FRESH,
              true,
              true,
              ERROR,
              NONE,
              SUCCESS),
          row(
              Set.of(REVERSED),
              Set.of(KNOWS_NO_MORE),
              NOT_FRESH,
              true,
              true,
              ERROR,
              ABSENCE,
              SUCCESS),
          row(Set.of(REVERSED), BUGS, NOT_FRESH, true, true, ERROR, NONE, SILENT),
          row(
              Set.of(REVERSED),
              Set.of(IS_CANCELLED),
              NOT_FRESH,
              true,
              true,
              CANCELLED,
              NONE,
              SILENT));

  private static Row row(
      Set<Situation> in,
      Set<Does> when,
      Set<Has> with,
      boolean asks,
      boolean reads,
      Gets gets,
      Records records,
      Breaks hears) {
    return new Row(in, when, with, new Must(asks, reads, gets, records, hears));
  }
}

package dev.fallback;

import java.time.Duration;
import java.util.Objects;

/**
 * An operator's order: a state that no timer moves, until it expires or is released.
 *
 * @param state {@link State#FORCED}, {@link State#REVERSED}, {@link State#ISOLATED} or {@link
 *     State#BYPASS}
 * @param author who ordered it
 * @param reason why
 * @param lasts how long it holds; positive
 */
public record Hold(State state, String author, String reason, Duration lasts) {
  public Hold {
    Objects.requireNonNull(author);
    Objects.requireNonNull(reason);
    switch (state) {
      case FORCED, REVERSED, ISOLATED, BYPASS -> {}
      case CLOSED, OPEN, HALF_OPEN ->
          throw new IllegalArgumentException(
              state
                  + " belongs to the breaker; an operator sets FORCED, REVERSED, ISOLATED or BYPASS");
    }
    if (lasts.isNegative() || lasts.isZero()) {
      throw new IllegalArgumentException(
          "lasts: found " + lasts + ", a positive duration is needed");
    }
  }
}

package dev.fallback.bank.simulation;

import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * How the contract's load rises and holds.
 *
 * @param ramp length of the rise, 2 minutes in the contract
 * @param hold length of the top rate, 2 minutes in the contract
 * @param share of the contract's rates, above 0 to 1
 */
record RinhaProfile(Duration ramp, Duration hold, double share) {
  /** Debits a second at the top. */
  static final double DEBITS = 220;

  /** Credits a second at the top. */
  static final double CREDITS = 110;

  /** Statements a second at the top. */
  static final double STATEMENTS = 10;

  /** So much of a rate, at least the one customer a second with which the rise begins. */
  double top(double rate) {
    return Math.max(1, rate * share);
  }

  /** How many requests there are, validations and all. */
  long requests() {
    return Validations.REQUESTS
        + DoubleStream.of(DEBITS, CREDITS, STATEMENTS).mapToLong(this::customers).sum();
  }

  /** As many as Gatling lets come: a rise from 1 to the top, and the top held. */
  private long customers(double rate) {
    double top = top(rate);
    return Math.round((1 + top) / 2 * ramp.toSeconds()) + Math.round(top * hold.toSeconds());
  }
}

package dev.fallback.bench;

import java.util.OptionalDouble;

/**
 * What a comparison came to.
 *
 * @param comparison what was compared
 * @param ours our median
 * @param theirs the peer's median, or its least value where the comparison says so
 * @param leastRatio our least value divided by the peer's least: what the work takes where nothing
 *     disturbs it, for a machine where something does
 * @param spread distance between the quartiles of our values, as a share of their median
 * @param peerSpread the same of the peer's
 */
record Outcome(
    Comparison comparison,
    double ours,
    double theirs,
    double leastRatio,
    double spread,
    double peerSpread) {

  static Outcome of(Comparison comparison, Measurement measured) {
    Samples ours = measured.of(comparison.ours());
    Samples theirs = measured.of(comparison.theirs());
    return new Outcome(
        comparison,
        ours.median(),
        comparison.leastOfPeer() ? theirs.least() : theirs.median(),
        measured.least(comparison.ours()) / measured.least(comparison.theirs()),
        ours.spread(),
        theirs.spread());
  }

  /** Whether theirs is a quantity; a difference of two measurements may come out at 0 or below. */
  boolean isMeasurable() {
    return theirs > 0;
  }

  /** Ours divided by theirs: below 1 is faster or smaller; no number where that says nothing. */
  double ratio() {
    return isMeasurable() ? ours / theirs : Double.NaN;
  }

  /** Whether there is a target and it is met. */
  boolean isMet() {
    OptionalDouble target = comparison.target();
    return target.isPresent() && isMeasurable() && ratio() <= target.getAsDouble();
  }
}

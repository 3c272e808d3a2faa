package dev.fallback.bench;

import java.util.OptionalDouble;

/**
 * One line of a suite's table: a subject of ours beside a peer.
 *
 * @param name the case: what both do
 * @param subject name of what is ours
 * @param ours what is measured of it
 * @param peer name of what it is compared with
 * @param theirs what is measured of that, in the same unit
 * @param target what ours divided by theirs should not exceed; empty where there is no target
 * @param leastOfPeer whether our median is compared with the peer's least value, not with its
 *     median: for peers whose time has two modes
 */
public record Comparison(
    String name,
    String subject,
    Figure ours,
    String peer,
    Figure theirs,
    OptionalDouble target,
    boolean leastOfPeer) {

  public Comparison {
    if (!ours.unit().equals(theirs.unit())) {
      throw new IllegalArgumentException(
          "%s: %s in %s beside %s in %s"
              .formatted(name, subject, ours.unit(), peer, theirs.unit()));
    }
  }

  /** Compares medians of subject {@code fallback}, without a target. */
  public Comparison(String name, Figure ours, String peer, Figure theirs) {
    this(name, "fallback", ours, peer, theirs, OptionalDouble.empty(), false);
  }

  /** The same with a target: ours divided by theirs should not exceed it. */
  public Comparison atMost(double ratio) {
    return new Comparison(name, subject, ours, peer, theirs, OptionalDouble.of(ratio), leastOfPeer);
  }

  /** The same, against the peer's least value. */
  public Comparison againstLeast() {
    return new Comparison(name, subject, ours, peer, theirs, target, true);
  }

  /** The same for another subject of ours. */
  public Comparison of(String other) {
    return new Comparison(name, other, ours, peer, theirs, target, leastOfPeer);
  }
}

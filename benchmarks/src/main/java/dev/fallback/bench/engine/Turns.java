package dev.fallback.bench.engine;

import java.util.ArrayList;
import java.util.List;

/** What the iterations of a benchmark do in turn, in the order in which it was added. */
final class Turns<T> {
  private final List<T> all = new ArrayList<>();
  private int taken;

  void add(T each) {
    all.add(each);
  }

  List<T> all() {
    return all;
  }

  /** Whose turn it is: the first one's at first. */
  T next() {
    return all.get(taken++ % all.size());
  }
}

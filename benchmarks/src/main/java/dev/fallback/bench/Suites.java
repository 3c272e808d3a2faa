package dev.fallback.bench;

import dev.fallback.bench.codec.CodecSuite;
import dev.fallback.bench.engine.EngineSuite;
import java.util.List;

/** All suites there are. */
final class Suites {
  static final List<Suite> ALL = List.of(new CodecSuite(), new EngineSuite());

  private Suites() {}
}

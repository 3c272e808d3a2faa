package dev.fallback.bench;

import java.util.Map;

/** What is there, outside of the JVMs that are measured, while they are. */
public interface Surroundings extends AutoCloseable {
  /** Nothing. */
  Surroundings NONE = Map::of;

  /** System properties that tell the measured JVMs where to find it. */
  Map<String, String> properties();

  /** Ends it. */
  @Override
  default void close() {}
}

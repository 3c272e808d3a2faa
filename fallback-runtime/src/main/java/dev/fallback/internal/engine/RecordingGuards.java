package dev.fallback.internal.engine;

import dev.fallback.RecordingGuard;
import dev.fallback.codegen.OperationDescriptor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An application's guards by operation. Thread-safe. */
public final class RecordingGuards {
  private final Map<String, RecordingGuard<?>> byName = new ConcurrentHashMap<>();

  /** Adds a guard; of several for one operation the last counts. */
  public void add(String service, String operation, RecordingGuard<?> guard) {
    byName.put(service + "." + operation, guard);
  }

  /**
   * The guard of an operation. Its type is the user's promise; a wrong one refuses and complains.
   */
  @SuppressWarnings("unchecked")
  <T> Optional<RecordingGuard<T>> of(OperationDescriptor<T> operation) {
    return Optional.ofNullable((RecordingGuard<T>) byName.get(operation.qualifiedName()));
  }
}

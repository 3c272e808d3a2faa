package dev.fallback.internal.engine;

import dev.fallback.RecordingGuard;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An application's guards by operation. Thread-safe. */
public final class RecordingGuards {
  private record Guarded(String service, String operation) {}

  private final Map<Guarded, RecordingGuard<?>> byOperation = new ConcurrentHashMap<>();

  /** Adds a guard; of several for one operation the last counts. */
  public void add(String service, String operation, RecordingGuard<?> guard) {
    byOperation.put(new Guarded(service, operation), guard);
  }

  /**
   * Looks for guards that would guard nothing. Services that are not listed are not judged.
   *
   * @throws IllegalArgumentException when a listed service has no operation of a guard's name
   */
  public void check(Collection<? extends ServiceDescriptor> services) {
    List<String> complaints = services.stream().flatMap(this::complaints).sorted().toList();
    if (!complaints.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), complaints));
    }
  }

  private Stream<String> complaints(ServiceDescriptor service) {
    List<String> names = service.operations().stream().map(each -> each.name()).sorted().toList();
    return byOperation.keySet().stream()
        .filter(each -> each.service().equals(service.service()))
        .filter(each -> !names.contains(each.operation()))
        .map(
            each ->
                "guard: %s has no operation '%s'; it has %s"
                    .formatted(each.service(), each.operation(), names));
  }

  /**
   * The guard of an operation. Its type is the user's promise; a wrong one refuses and complains.
   */
  @SuppressWarnings("unchecked")
  <T> Optional<RecordingGuard<T>> of(OperationDescriptor<T> operation) {
    return Optional.ofNullable(
        (RecordingGuard<T>) byOperation.get(new Guarded(operation.service(), operation.name())));
  }
}

package dev.fallback.internal.cassandra;

import dev.fallback.codegen.FieldOrder;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.StoredType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the types below one operation were found in Cassandra when it was made ready. Types only
 * grow, at their end, so what was bound stays right for as long as the live order begins with it;
 * when it does not any more, bytes would be read and written wrongly. Immutable.
 */
final class TypeBinding {
  private final List<StoredType> types;
  private final Set<String> needed;
  private final Map<String, List<String>> bound;
  private final FieldOrder order;

  /**
   * @param needed names of the types below the operation
   * @param live names of the live fields in their order, by name of type
   * @throws IllegalArgumentException when a needed type or a field of it is not live
   */
  TypeBinding(ServiceDescriptor service, Set<String> needed, Map<String, List<String>> live) {
    this.types = service.types();
    this.needed = needed;
    Map<String, List<String>> found = new HashMap<>();
    for (StoredType type : types) {
      found.put(
          type.name(),
          needed.contains(type.name())
              ? live.getOrDefault(type.name(), List.of())
              : type.fields().stream().map(StoredField::name).toList());
    }
    this.bound = Map.copyOf(found);
    this.order = FieldOrder.of(types, bound);
  }

  /** Order in which this release writes. */
  FieldOrder order() {
    return order;
  }

  /** Whether snapshots look the same whichever release wrote them. */
  boolean isIndifferent() {
    return needed.isEmpty();
  }

  /** Order in which to read what a release wrote that knew these fields. */
  FieldOrder writtenBy(Map<String, List<String>> known) {
    return FieldOrder.writtenBy(types, bound, known);
  }

  /**
   * What is wrong when the live order does not begin with the bound one; empty when it does.
   *
   * @param live names of the live fields in their order, by name of type; types that are not named
   *     are not looked at
   */
  Optional<String> brokenBy(Map<String, List<String>> live) {
    for (String type : needed) {
      List<String> was = bound.getOrDefault(type, List.of());
      List<String> is = live.getOrDefault(type, was);
      if (is.size() < was.size() || !is.subList(0, was.size()).equals(was)) {
        return Optional.of(
            "type %s was found with fields %s and has %s now: somebody renamed a field, or dropped the type and made it anew. Restore it, or restart this process if no snapshot of before is left"
                .formatted(type, was, is));
      }
    }
    return Optional.empty();
  }
}

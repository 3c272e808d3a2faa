package dev.fallback.internal.schema;

import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.codegen.StoredType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which operations are stored in which keyspace. */
public final class Keyspaces {
  private Keyspaces() {}

  /**
   * The services by keyspace, each as if it had only the operations that are stored there.
   *
   * @param own keyspace of the settings, which comes first and is never missing
   */
  public static Map<String, List<ServiceDescriptor>> split(
      Collection<? extends ServiceDescriptor> services, String own) {
    Map<String, List<ServiceDescriptor>> others = new TreeMap<>();
    List<ServiceDescriptor> stay = new ArrayList<>();
    for (ServiceDescriptor service : services) {
      Set<String> found = new LinkedHashSet<>();
      service.operations().forEach(operation -> found.add(of(operation.table(), own)));
      if (found.isEmpty() || found.equals(Set.of(own))) {
        stay.add(service);
        continue;
      }
      for (String keyspace : found) {
        List<ServiceDescriptor> there =
            keyspace.equals(own) ? stay : others.computeIfAbsent(keyspace, k -> new ArrayList<>());
        there.add(Part.of(service, keyspace, own));
      }
    }
    Map<String, List<ServiceDescriptor>> all = new LinkedHashMap<>();
    all.put(own, stay);
    all.putAll(others);
    return all;
  }

  /** Where a table is. */
  public static String of(StoredTable table, String own) {
    return table.keyspace().orElse(own);
  }

  /** The part of a service that is stored in one keyspace. */
  private record Part(ServiceDescriptor whole, List<OperationDescriptor<?>> operations)
      implements ServiceDescriptor {

    static Part of(ServiceDescriptor whole, String keyspace, String own) {
      return new Part(
          whole,
          whole.operations().stream()
              .<OperationDescriptor<?>>map(operation -> operation)
              .filter(operation -> Keyspaces.of(operation.table(), own).equals(keyspace))
              .toList());
    }

    @Override
    public String service() {
      return whole.service();
    }

    /** All of them: codecs count on their places in the list. */
    @Override
    public List<StoredType> types() {
      return whole.types();
    }
  }
}

package dev.fallback.internal.tables;

import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Whose each table of an application is. Within one compilation the processor sees to it that no
 * two operations have the same; here it is seen to among services that were compiled apart.
 * Thread-safe.
 */
public final class TableOwners {
  private final ConcurrentMap<String, String> owners = new ConcurrentHashMap<>();

  /**
   * Takes down whose the service's tables are: of all or, where it throws, of none.
   *
   * @throws IllegalArgumentException when a table is another operation's already, be it in another
   *     keyspace: two operations with one table would be given each other's answers
   */
  public void claim(ServiceDescriptor service) {
    List<String> claimed = new ArrayList<>();
    for (OperationDescriptor<?> operation : service.operations()) {
      String name = operation.qualifiedName();
      String owner = owners.putIfAbsent(operation.table().name(), name);
      if (owner == null) {
        claimed.add(operation.table().name());
      } else if (!owner.equals(name)) {
        claimed.forEach(owners::remove);
        throw new IllegalArgumentException(
            "%s would be stored in table '%s', as %s already is; give one of them a table of its own, @Fallback(table = \"…\")"
                .formatted(name, operation.table().name(), owner));
      }
    }
  }
}

package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.StoredType;
import dev.fallback.internal.schema.DesiredSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * The fields that this release knows of the types below one operation, under its tag.
 *
 * @param table where its snapshots are
 * @param fields names of fields, by name of type
 */
record Shape(String table, String tag, Map<String, List<String>> fields) {

  static Shape of(ServiceDescriptor service, OperationDescriptor<?> operation) {
    Set<String> needed = DesiredSchema.typesBelow(service, operation.table().valueType());
    return new Shape(
        operation.table().name(),
        operation.tag(),
        service.types().stream()
            .filter(type -> needed.contains(type.name()))
            .collect(
                Collectors.toMap(
                    StoredType::name,
                    type -> type.fields().stream().map(StoredField::name).toList())));
  }

  /**
   * Writes it down where it is not yet, so that other releases can tell null from unknown.
   *
   * @return fails with {@link IllegalStateException} when another release used the tag for
   *     something else
   */
  CompletionStage<Void> register(CqlSession session, ShapeTable shapes) {
    return shapes
        .find(session, table, tag, Sessions.DDL)
        .thenCompose(
            found -> {
              if (found.isEmpty()) {
                return shapes.write(session, table, tag, fields);
              }
              return sets(found.get()).equals(sets(fields))
                  ? CompletableFuture.<Void>completedFuture(null)
                  : CompletableFuture.<Void>failedFuture(
                      new IllegalStateException(
                          "tag '%s' is that of a release which knew %s, and this one knows %s; give this release another tag"
                              .formatted(tag, found.get(), fields)));
            });
  }

  private static Map<String, Set<String>> sets(Map<String, List<String>> fields) {
    return fields.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, type -> new HashSet<>(type.getValue())));
  }
}

package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.fallback.codegen.FieldOrder;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.internal.schema.DesiredSchema;
import dev.fallback.internal.schema.Keyspaces;
import dev.fallback.internal.schema.LiveSchema;
import dev.fallback.internal.schema.SchemaDiff;
import dev.fallback.internal.time.Time;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes operations ready and keeps watch over them. An operation is ready when its table and all
 * types below it are live, all nodes that can be reached agree on the schema, its release's fields
 * are written down, and its statements are prepared. Looks every two seconds whether the schema has
 * changed, or something failed that may go better now, and then at everything; so whatever heals is
 * noticed, and so is a type that does not begin with the fields any more that were bound.
 * Thread-safe; never blocks.
 */
final class Protection {
  private static final Logger LOG = LoggerFactory.getLogger(Protection.class);
  private static final long WATCH_NANOS = 2_000_000_000L;

  private final LastingAttempt<CqlSession> connection;
  private final CompletableFuture<CqlSession> session;
  private final String keyspace;
  private final Time time;
  private final Consumer<OperationDescriptor<?>> readied;
  private final List<ServiceDescriptor> services = new CopyOnWriteArrayList<>();
  private final ConcurrentMap<String, ReadyTable> ready = new ConcurrentHashMap<>();

  /** Tables that were ready once and whose types are not as bound any more. */
  private final ConcurrentMap<String, ReadyTable> suspended = new ConcurrentHashMap<>();

  private final ConcurrentMap<String, String> reasons = new ConcurrentHashMap<>();
  private CompletionStage<?> verifications = CompletableFuture.completedFuture(null);

  /** The schema that everything was verified against; empty when that is to be done again. */
  private volatile String verified = "";

  /** How often it was found that something must be verified again. */
  private long doubts;

  private volatile boolean closed;

  /**
   * @param readied told of each operation that has become ready
   */
  Protection(
      LastingAttempt<CqlSession> connection,
      String keyspace,
      Time time,
      Consumer<OperationDescriptor<?>> readied) {
    this.connection = connection;
    this.session = connection.session();
    this.keyspace = keyspace;
    this.time = time;
    this.readied = readied;
    session.thenRun(this::watchLater);
  }

  /** Makes a service's operations ready, as soon as that can be. */
  void protect(ServiceDescriptor service) {
    services.add(service);
    session.thenAccept(
        opened ->
            enqueue(opened, List.of(service))
                .whenComplete(
                    (versions, error) -> {
                      if (error != null || !versions.equals(verified)) {
                        verifyAgain();
                      }
                    }));
  }

  /** Whoever is verifying just now does not know of it. */
  private synchronized void verifyAgain() {
    doubts++;
    verified = "";
  }

  /** What is needed to read and write a table; null while it is not ready. */
  @Nullable ReadyTable ready(String table) {
    return ready.get(table);
  }

  /** Why a table is not ready; empty where it is. */
  Optional<String> reason(String table) {
    if (ready.containsKey(table)) {
      return Optional.empty();
    }
    if (!session.isDone()) {
      return Optional.of(
          "Cassandra is not connected"
              + connection.failure().map(error -> ": " + error.getMessage()).orElse(""));
    }
    return Optional.of(reasons.getOrDefault(table, "its schema is not verified yet"));
  }

  /** Makes a table unready at once, since its types are not as bound. */
  void suspend(String table, ReadyTable broken, String why) {
    if (ready.remove(table, broken)) {
      suspended.put(table, broken);
      unready(table, table, why);
      verifyAgain(); // it may have been a node that was behind
    }
  }

  /** How a release's snapshots are to be read; empty where it never said what it knew. */
  CompletionStage<Optional<FieldOrder>> orderOf(
      CqlSession opened, StoredTable table, ReadyTable in, String tag) {
    ShapeTable shapes = new ShapeTable(Keyspaces.of(table, keyspace));
    return shapes
        .find(opened, table.name(), tag, Sessions.READ)
        .exceptionallyCompose(
            error ->
                Unavailability.of(error)
                    ? shapes.find(opened, table.name(), tag, Sessions.READ_ONE)
                    : CompletableFuture.failedFuture(error))
        .thenApply(known -> known.map(fields -> in.remember(tag, fields)));
  }

  void close() {
    closed = true;
  }

  private void watchLater() {
    if (!closed) {
      time.after(WATCH_NANOS, () -> session.thenAccept(this::watch));
    }
  }

  private void watch(CqlSession opened) {
    long doubtsBefore = doubts();
    SchemaVersions.of(opened)
        .thenCompose(
            versions ->
                versions.equals(verified)
                    ? CompletableFuture.completedFuture(versions)
                    : enqueue(opened, services))
        .whenComplete(
            (versions, error) -> {
              if (error != null) {
                LOG.debug("The schema could not be watched", error);
              } else {
                verified(versions, doubtsBefore);
              }
              watchLater();
            });
  }

  private synchronized long doubts() {
    return doubts;
  }

  private synchronized void verified(String versions, long doubtsBefore) {
    if (doubts == doubtsBefore) {
      verified = versions;
    }
  }

  /** One verification after the other. */
  private synchronized CompletionStage<String> enqueue(
      CqlSession opened, List<ServiceDescriptor> what) {
    CompletionStage<String> next =
        verifications.handle((done, error) -> "").thenCompose(nothing -> verify(opened, what));
    verifications = next;
    return next;
  }

  /** What it was verified against; empty where something failed that may go better next time. */
  private CompletionStage<String> verify(CqlSession opened, List<ServiceDescriptor> what) {
    if (closed || what.isEmpty()) {
      return CompletableFuture.completedFuture("");
    }
    return SchemaVersions.of(opened)
        .thenCompose(versions -> verify(opened, what, versions))
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                what.forEach(
                    service -> cannotVerify(service, "its schema could not be verified: " + error));
              }
            });
  }

  private CompletionStage<String> verify(
      CqlSession opened, List<ServiceDescriptor> what, String versions) {
    List<CompletableFuture<Boolean>> keyspaces =
        Keyspaces.split(what, keyspace).entrySet().stream()
            .map(
                there ->
                    verify(opened, there.getKey(), there.getValue(), versions)
                        .toCompletableFuture())
            .toList();
    return all(keyspaces).thenApply(settled -> settled ? versions : "");
  }

  private CompletionStage<Boolean> verify(
      CqlSession opened, String where, List<ServiceDescriptor> what, String versions) {
    LiveSchemaReader reader = new LiveSchemaReader(opened, where);
    return reader
        .keyspaceExists()
        .thenCombine(
            reader.read(), (exists, live) -> new Place(opened, where, exists, live, versions))
        .thenCompose(place -> verify(place, what));
  }

  /**
   * A keyspace as it was found.
   *
   * @param exists whether there is one; nothing is live where there is none
   * @param versions of the schema, with commas between where the nodes do not agree
   */
  private record Place(
      CqlSession session, String keyspace, boolean exists, LiveSchema live, String versions) {
    boolean agreed() {
      return !versions.contains(",");
    }

    List<String> inTheWayOf(Candidate candidate) {
      return exists
          ? candidate.diff().inTheWayOf(candidate.name())
          : List.of("keyspace %s does not exist; create it, then migrate".formatted(keyspace));
    }

    ShapeTable shapes() {
      return new ShapeTable(keyspace);
    }

    CompletionStage<PreparedStatement> prepare(String statement) {
      return session.prepareAsync(statement.replace("${keyspace}", keyspace));
    }
  }

  private CompletionStage<Boolean> verify(Place place, List<ServiceDescriptor> what) {
    what.forEach(service -> FormerTables.absent(service, place.live()).forEach(this::forget));
    return all(what.stream()
            .flatMap(service -> Stream.of(service, FormerTables.of(service, place.live())))
            .flatMap(
                service -> {
                  SchemaDiff diff =
                      SchemaDiff.between(List.of(service), place.live(), place.keyspace());
                  return service.operations().stream()
                      .map(
                          operation ->
                              verify(place, new Candidate(service, operation, diff))
                                  .toCompletableFuture());
                })
            .toList())
        .thenApply(settled -> settled && place.agreed());
  }

  private static CompletionStage<Boolean> all(List<CompletableFuture<Boolean>> parts) {
    return CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]))
        .thenApply(done -> parts.stream().allMatch(CompletableFuture::join));
  }

  /** An operation and what separates its service from what is live. */
  private record Candidate(
      ServiceDescriptor service, OperationDescriptor<?> operation, SchemaDiff diff) {
    String name() {
      return operation.qualifiedName();
    }

    String table() {
      return operation.table().name();
    }
  }

  /** Whether there is nothing to be tried again before the schema changes. */
  private CompletionStage<Boolean> verify(Place place, Candidate candidate) {
    LiveSchema live = place.live();
    String table = candidate.table();
    List<String> inTheWay = place.inTheWayOf(candidate);
    ReadyTable before = ready.getOrDefault(table, suspended.get(table));
    Optional<String> broken =
        before == null ? Optional.empty() : before.binding().brokenBy(live.fieldNames());
    if (!inTheWay.isEmpty() || broken.isPresent()) {
      if (before != null && ready.remove(table, before)) {
        suspended.put(table, before);
      }
      unready(table, candidate.name(), broken.orElseGet(() -> String.join("; ", inTheWay)));
    } else if (before != null && ready.containsKey(table)) {
      becomeReady(candidate, before);
    } else if (before != null) {
      return readyAgain(place, candidate, before);
    } else if (!place.agreed()) {
      unready(table, candidate.name(), "the nodes do not agree on a schema yet");
    } else {
      return prepare(place, candidate);
    }
    return CompletableFuture.completedFuture(place.agreed());
  }

  /** Its keyspace may have been made anew, without what was written down in it. */
  private CompletionStage<Boolean> readyAgain(Place place, Candidate candidate, ReadyTable before) {
    return Shape.of(candidate.service(), candidate.operation())
        .register(place.session(), place.shapes())
        .handle(
            (done, error) -> {
              if (error == null) {
                becomeReady(candidate, before);
              } else {
                unready(
                    candidate.table(),
                    candidate.name(),
                    "its fields could not be written down: " + told(error));
              }
              return error == null && place.agreed();
            });
  }

  private CompletionStage<Boolean> prepare(Place place, Candidate candidate) {
    OperationDescriptor<?> operation = candidate.operation();
    String profile = operation.table().profile().orElse(Sessions.READ);
    if (!place.session().getContext().getConfig().getProfiles().containsKey(profile)) {
      unready(
          candidate.table(),
          candidate.name(),
          "the driver's configuration has no execution profile " + profile);
      return CompletableFuture.completedFuture(true);
    }
    Set<String> needed =
        DesiredSchema.typesBelow(candidate.service(), operation.table().valueType());
    TypeBinding binding = new TypeBinding(candidate.service(), needed, place.live().fieldNames());
    return Shape.of(candidate.service(), operation)
        .register(place.session(), place.shapes())
        .thenCompose(
            done ->
                place
                    .prepare(operation.table().insert())
                    .thenCombine(
                        place.prepare(operation.table().select()),
                        (insert, select) ->
                            new ReadyTable(insert, select, binding, operation.tag())))
        .handle(
            (prepared, error) -> {
              if (error == null) {
                becomeReady(candidate, prepared);
                readied.accept(operation);
              } else {
                unready(
                    candidate.table(),
                    candidate.name(),
                    "it could not be prepared: " + told(error));
              }
              return error == null;
            });
  }

  private void becomeReady(Candidate candidate, ReadyTable table) {
    ready.put(candidate.table(), table);
    suspended.remove(candidate.table());
    if (reasons.remove(candidate.table()) != null) {
      LOG.info("{} is protected now", candidate.name());
    }
  }

  private void forget(String table) {
    ready.remove(table);
    suspended.remove(table);
  }

  private void cannotVerify(ServiceDescriptor service, String why) {
    service.operations().stream()
        .filter(operation -> !ready.containsKey(operation.table().name()))
        .forEach(operation -> unready(operation.table().name(), operation.qualifiedName(), why));
  }

  /** Told once a change, not once a try. */
  private void unready(String table, String name, String why) {
    if (!why.equals(reasons.put(table, why))) {
      LOG.warn("{} is unprotected: {}", name, why);
    }
  }

  private static String told(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return String.valueOf(cause == null ? error : cause);
  }
}

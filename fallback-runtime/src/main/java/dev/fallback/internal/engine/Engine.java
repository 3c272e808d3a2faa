package dev.fallback.internal.engine;

import dev.fallback.BreakerSettings;
import dev.fallback.FailurePolicy;
import dev.fallback.Hold;
import dev.fallback.ServiceControl;
import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.tables.TableOwners;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.SnapshotStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Makes and keeps what an application's operations share. Thread-safe. */
public final class Engine implements AutoCloseable {

  /**
   * The store is asked again soon: a probe takes one of its reads, and makes one call wait that has
   * nothing else to answer with, while a store that is back and not asked fails all of them.
   */
  private static final BreakerSettings STORE_BREAKER =
      new BreakerSettings(
          Duration.ofSeconds(10),
          20,
          50,
          100,
          1,
          Duration.ofSeconds(1),
          2,
          Duration.ofSeconds(2),
          0.2,
          2,
          2);

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final SnapshotStore store;
  private final StoreLimits limits;
  private final SettingsSource settings;
  private final List<FailurePolicy> policies;
  private final RecordingGuards guards;
  private final Time time;
  private final ExecutorService workers;
  private final EngineParts parts;
  private final ClusterOrders orders;
  private final ConcurrentMap<OperationDescriptor<?>, GuardedOperation<?>> operations =
      new ConcurrentHashMap<>();
  private final Map<String, StoredTable> tables = new ConcurrentHashMap<>();
  private final TableOwners owners = new TableOwners();
  private final ConcurrentMap<String, Backend> backends = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ServiceGuard> services = new ConcurrentHashMap<>();

  /** With workers that also complete calls. */
  public Engine(
      SnapshotStore store,
      SettingsSource settings,
      List<FailurePolicy> policies,
      RecordingGuards guards,
      List<Consumer<? super FallbackEvent>> listeners,
      Time time,
      ExecutorService workers) {
    this(store, settings, policies, guards, listeners, time, workers, workers);
  }

  /**
   * @param workers writes recordings; closed with the engine
   * @param completions completes calls that the store answered, a timer ended or another's call
   *     answered, so runs what users hang on them; not closed with the engine
   */
  public Engine(
      SnapshotStore store,
      SettingsSource settings,
      List<FailurePolicy> policies,
      RecordingGuards guards,
      List<Consumer<? super FallbackEvent>> listeners,
      Time time,
      ExecutorService workers,
      Executor completions) {
    this.store = store;
    this.settings = settings;
    this.limits = settings.store();
    this.policies = List.copyOf(policies);
    this.guards = guards;
    this.time = time;
    this.workers = workers;
    Handoff background = new Handoff(workers);
    Events events = new Events(listeners, background);
    Handoff handoff = completions == workers ? background : new Handoff(completions, background);
    GuardedStore guarded =
        new GuardedStore(store, limits, STORE_BREAKER, time, Engine::random, events, background);
    LastWritten lastWritten = new LastWritten();
    StorePolls polls = new StorePolls(time, background, limits.writeTimeout());
    ClockWatch clocks = new ClockWatch(store, time, events, polls);
    this.parts =
        new EngineParts(
            time,
            Engine::random,
            events,
            handoff,
            guarded,
            clocks,
            new Recorder(guarded, limits, lastWritten, time, events, workers),
            new Comparisons(background),
            lastWritten);
    this.orders = new ClusterOrders(store, time, clocks, polls);
    clocks.start();
    orders.start();
  }

  /** Recordings that wait to be written. */
  public int queuedRecordings() {
    return parts.recorder().queued();
  }

  /**
   * One operation, ready to be called; its service's store is made ready in the background. Asked
   * for again, by a second decorator of the interface, it is the same: under the same operator's
   * hand, and sharing refreshes and store reads.
   *
   * @throws IllegalArgumentException when a table of the service is another service's already
   */
  public <T> Operation<T> operation(ServiceDescriptor service, OperationDescriptor<T> operation) {
    ServiceGuard guard = guard(service);
    GuardedOperation<?> made =
        operations.computeIfAbsent(operation, fresh -> operation(guard, fresh));
    @SuppressWarnings("unchecked") // made from an equal descriptor
    GuardedOperation<T> same = (GuardedOperation<T>) made;
    return same;
  }

  private <T> GuardedOperation<T> operation(ServiceGuard guard, OperationDescriptor<T> operation) {
    RecordingGate<T> gate = new RecordingGate<>(guards.of(operation), time);
    OperationGuard operationGuard =
        new OperationGuard(operation.name(), guard, time, parts.events(), gate, orders);
    guard.register(operation.name(), operationGuard);
    tables.put(operation.qualifiedName(), operation.table());
    OperationSettings inForce = settings.operation(operation);
    inForce
        .state()
        .ifPresent(
            state ->
                operationGuard.hold(new Hold(state, "configuration", "setting 'state'", FOR_EVER)));
    return new GuardedOperation<>(
        operation,
        inForce,
        settings.breaker(operation.service()).slowCallShare(),
        new Failures(operation, policies),
        operationGuard,
        guard.distrustedTimes(),
        gate,
        parts);
  }

  /** Operations whose snapshots can neither be read nor written at the moment, and why. */
  public Map<String, String> unprotected() {
    Map<String, String> reasons = new TreeMap<>();
    tables.forEach((name, table) -> unready(table).ifPresent(why -> reasons.put(name, why)));
    return reasons;
  }

  private Optional<String> unready(StoredTable table) {
    Optional<String> reason = store.unready(table);
    return reason.isPresent() || parts.clocks().isKnown()
        ? reason
        : Optional.of("this node's clock has not been compared with the store's yet");
  }

  /** State and control of a service; empty where none of its operations has been made. */
  public Optional<ServiceControl> service(String service) {
    return Optional.ofNullable(services.get(service));
  }

  /** A service in the hand of a job; empty where none of its operations has been made. */
  public Optional<JobControl> serviceForJob(String service) {
    return Optional.ofNullable(services.get(service));
  }

  private ServiceGuard guard(ServiceDescriptor service) {
    return services.computeIfAbsent(
        service.service(),
        name -> {
          owners.claim(service);
          store.protect(service);
          return new ServiceGuard(name, backend(name), time, parts.events(), orders);
        });
  }

  private Backend backend(String service) {
    BackendSettings asked = settings.backend(service);
    return backends.computeIfAbsent(
        asked.name().orElse(service),
        name ->
            new Backend(settings.breaker(service), asked.callsInFlight(), time, Engine::random));
  }

  private static double random() {
    return ThreadLocalRandom.current().nextDouble();
  }

  /** Drains the recordings, then lets go of everything. Blocks for the drain timeout at most. */
  @Override
  public void close() {
    parts.clocks().close();
    orders.close();
    parts.recorder().drain(limits.drainTimeout());
    store.close();
    workers.shutdown();
  }
}

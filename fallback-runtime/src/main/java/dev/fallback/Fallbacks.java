package dev.fallback;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.cassandra.RequestTimes;
import dev.fallback.internal.config.Configuration;
import dev.fallback.internal.engine.Engine;
import dev.fallback.internal.engine.RecordingGuards;
import dev.fallback.internal.engine.StoreLimits;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.internal.time.Time;
import dev.fallback.internal.time.Workers;
import dev.fallback.internal.warmup.WarmUps;
import dev.fallback.schema.Schema;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpRun;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is shared by an application's decorators: breakers, the store, the recording
 * queue. Made once, closed once. Thread-safe.
 */
public final class Fallbacks implements AutoCloseable {
  private final Engine engine;
  private final SystemTime time;
  private final Configuration configuration;
  private final List<ServiceDescriptor> services;
  private final WarmUps warmUps;

  private Fallbacks(
      Engine engine,
      SystemTime time,
      Configuration configuration,
      List<ServiceDescriptor> services,
      WarmUps warmUps) {
    this.engine = engine;
    this.time = time;
    this.configuration = configuration;
    this.services = services;
    this.warmUps = warmUps;
  }

  /** Starts the configuration of an application's fallbacks. */
  public static Builder builder() {
    return new Builder();
  }

  /** For generated decorators: one operation of a service. */
  public <T> Operation<T> operation(ServiceDescriptor service, OperationDescriptor<T> operation) {
    return engine.operation(service, operation);
  }

  /**
   * State of a service and an operator's hand on it.
   *
   * @param service the annotated interface
   * @throws IllegalArgumentException when no decorator of that interface has been made
   */
  public ServiceControl service(Class<?> service) {
    return made(engine.service(service.getName()), service);
  }

  private static <C> C made(Optional<C> control, Class<?> service) {
    return control.orElseThrow(
        () ->
            new IllegalArgumentException(
                "no decorator of %s has been made with these fallbacks; make its WithFallback first"
                    .formatted(service.getName())));
  }

  /**
   * Operations that pass through to the backend unprotected at the moment, by {@code
   * service.operation}, and why: Cassandra is not connected, or their schema is not migrated or
   * does not fit. For health checks.
   */
  public Map<String, String> unprotected() {
    return engine.unprotected();
  }

  /** Recordings that wait to be written at the moment. */
  public int queuedRecordings() {
    return engine.queuedRecordings();
  }

  /**
   * Begins to fill the store with what the backend of a service answers: in state Forced on this
   * node, which should serve nobody meanwhile, no faster than the backend bears, behind the
   * checkpoint of an earlier run if there is one. See docs/warm-up.md.
   *
   * @param service the annotated interface whose decorator the job asks
   * @throws IllegalArgumentException when no decorator of that interface has been made
   */
  public <K> WarmUpRun warmUp(Class<?> service, WarmUp<K> job) {
    return warmUps.begin(
        job,
        made(engine.serviceForJob(service.getName()), service),
        configuration.breaker(service.getName()));
  }

  /** The settings in force, one a line, in the form in which they are configured. */
  public String effectiveSettings() {
    return configuration.printed(services);
  }

  /**
   * Stops warm-ups, which may take 15 s, writes what is queued, for {@code store.drainTimeout} (5
   * s) at most, and releases all resources; blocks meanwhile. What is not written by then is
   * dropped and counted. Calls afterwards still reach the backend.
   */
  @Override
  public void close() {
    warmUps.close();
    engine.close();
    time.close();
  }

  /** Collects an application's settings; not thread-safe. */
  public static final class Builder {
    private final List<Consumer<? super FallbackEvent>> listeners = new ArrayList<>();
    private final RecordingGuards guards = new RecordingGuards();
    private final List<FailurePolicy> policies = new ArrayList<>();
    private BreakerSettings breaker = BreakerSettings.defaults();
    private @Nullable BiFunction<Time, StoreLimits, SnapshotStore> store;
    private @Nullable Config settings;
    private @Nullable Executor completions;
    private InstantSource clock = InstantSource.system();

    private Builder() {}

    /** Keeps snapshots in Cassandra. The application starts, and serves, with Cassandra down. */
    public Builder cassandra(CassandraSettings settings) {
      store =
          (time, limits) ->
              new CassandraStore(
                  settings, time, new RequestTimes(limits.readTimeout(), limits.writeTimeout()));
      return this;
    }

    /** Keeps snapshots in a store of your own, which is closed with the fallbacks. */
    public Builder store(SnapshotStore own) {
      Objects.requireNonNull(own);
      store = (time, limits) -> own;
      return this;
    }

    /** Breaker of every service, as far as nothing is configured. */
    public Builder breaker(BreakerSettings settings) {
      breaker = Objects.requireNonNull(settings);
      return this;
    }

    /**
     * Adds rules about the errors of backends; of several, the first that has an opinion decides,
     * and all go before the annotation and the defaults.
     */
    public Builder failures(FailurePolicy policy) {
      policies.add(Objects.requireNonNull(policy));
      return this;
    }

    /**
     * Guards the recordings of an operation; of several guards of one the last counts.
     *
     * @param service the annotated interface
     * @param operation name of the operation, usually its method's; {@link #build} refuses one that
     *     a listed service does not have
     */
    public <T> Builder guard(Class<?> service, String operation, RecordingGuard<T> guard) {
      guards.add(service.getName(), operation, guard);
      return this;
    }

    /**
     * Completes calls that the store answered, that a timeout ended, or that joined another
     * caller's call to the backend, on an executor of the application's: what hangs on their
     * futures runs there. By default a few daemon threads of Fallback's own do it, on which nothing
     * should block. {@code Runnable::run} completes them on the threads that have the answer, the
     * driver's and the timer's: fastest, and only for continuations that never block. The executor
     * is not closed with the fallbacks.
     */
    public Builder completions(Executor executor) {
      completions = Objects.requireNonNull(executor);
      return this;
    }

    /**
     * Adds a listener. Many threads call it at once, those of calls among them, so it must be
     * thread-safe, quick, and never block. What it throws is logged once, and hurts nothing.
     */
    public Builder listener(Consumer<? super FallbackEvent> listener) {
      listeners.add(Objects.requireNonNull(listener));
      return this;
    }

    /**
     * Wall clock from which as-of and ages are taken. Default: the machine's. For tests: nodes
     * whose clocks disagree, ages that need no waiting.
     */
    public Builder clock(InstantSource wall) {
      clock = Objects.requireNonNull(wall);
      return this;
    }

    /**
     * Lays settings over what the code says: everything below {@code fallback}, as described in
     * docs/configuration.md. Where this is not called, {@code fallback.conf}, {@code fallback.json}
     * or {@code fallback.properties} from the class path is used, and over it system properties
     * that begin with {@code fallback.} and environment variables that begin with {@code
     * CONFIG_FORCE_fallback_}.
     */
    public Builder settings(Config config) {
      settings = Objects.requireNonNull(config);
      return this;
    }

    /**
     * Starts; never waits for Cassandra.
     *
     * @throws IllegalStateException when neither {@link #cassandra} nor {@link #store} was called
     * @throws IllegalArgumentException when a setting is unknown, unreadable or does not go with
     *     another, all of which are named, or a guard's operation does not exist
     */
    public Fallbacks build() {
      if (store == null) {
        throw new IllegalStateException(
            "where snapshots are kept is not set: call cassandra(…) or store(…) first");
      }
      List<ServiceDescriptor> services = Schema.load(loader()).services();
      Configuration configuration =
          Configuration.of(settings == null ? found() : settings.resolve(), breaker);
      configuration.check(services);
      guards.check(services);
      SystemTime time = new SystemTime(clock);
      SnapshotStore snapshots = store.apply(time, configuration.store());
      ExecutorService workers = Workers.create();
      Engine engine =
          new Engine(
              snapshots,
              configuration,
              policies,
              guards,
              listeners,
              time,
              workers,
              completions == null ? workers : completions);
      return new Fallbacks(
          engine, time, configuration, services, new WarmUps(snapshots.jobs(), time, workers));
    }

    private static Config found() {
      return ConfigFactory.systemEnvironmentOverrides()
          .withFallback(ConfigFactory.systemProperties())
          .withFallback(ConfigFactory.parseResourcesAnySyntax(loader(), "fallback"))
          .resolve();
    }

    private static ClassLoader loader() {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      return context == null ? Objects.requireNonNull(Fallbacks.class.getClassLoader()) : context;
    }
  }
}

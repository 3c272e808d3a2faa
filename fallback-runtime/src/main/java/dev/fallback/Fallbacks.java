package dev.fallback;

import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.cassandra.CassandraStore;
import dev.fallback.internal.engine.Engine;
import dev.fallback.internal.time.SystemTime;
import dev.fallback.internal.time.Time;
import dev.fallback.internal.time.Workers;
import dev.fallback.spi.SnapshotStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is shared by an application's decorators: breakers, the store, the recording
 * queue. Made once, closed once. Thread-safe.
 */
public final class Fallbacks implements AutoCloseable {
  private final Engine engine;
  private final SystemTime time;

  private Fallbacks(Engine engine, SystemTime time) {
    this.engine = engine;
    this.time = time;
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
    return engine
        .service(service.getName())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no decorator of %s has been made with these fallbacks; make its WithFallback first"
                        .formatted(service.getName())));
  }

  /**
   * Writes what is queued, for five seconds at most, and releases all resources. Calls afterwards
   * still reach the backend.
   */
  @Override
  public void close() {
    engine.close();
    time.close();
  }

  /** Collects an application's settings; not thread-safe. */
  public static final class Builder {
    private final List<Consumer<? super FallbackEvent>> listeners = new ArrayList<>();
    private BreakerSettings breaker = BreakerSettings.defaults();
    private @Nullable Function<Time, SnapshotStore> store;

    private Builder() {}

    /** Keeps snapshots in Cassandra. The application starts, and serves, with Cassandra down. */
    public Builder cassandra(CassandraSettings settings) {
      store = time -> new CassandraStore(settings, time);
      return this;
    }

    /** Keeps snapshots in a store of your own, which is closed with the fallbacks. */
    public Builder store(SnapshotStore own) {
      Objects.requireNonNull(own);
      store = time -> own;
      return this;
    }

    /** Breaker of every service. */
    public Builder breaker(BreakerSettings settings) {
      breaker = Objects.requireNonNull(settings);
      return this;
    }

    /** Adds a listener; it runs on the calls' threads, so it must be quick and never block. */
    public Builder listener(Consumer<? super FallbackEvent> listener) {
      listeners.add(Objects.requireNonNull(listener));
      return this;
    }

    /**
     * Starts; never waits for Cassandra.
     *
     * @throws IllegalStateException when neither {@link #cassandra} nor {@link #store} was called
     */
    public Fallbacks build() {
      if (store == null) {
        throw new IllegalStateException(
            "where snapshots are kept is not set: call cassandra(…) or store(…) first");
      }
      SystemTime time = new SystemTime();
      return new Fallbacks(
          new Engine(store.apply(time), breaker, listeners, time, Workers.create()), time);
    }
  }
}

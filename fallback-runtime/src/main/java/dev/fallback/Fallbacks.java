package dev.fallback;

import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.event.FallbackEvent;
import dev.fallback.spi.SnapshotStore;
import java.util.function.Consumer;

/**
 * Everything that is shared by an application's decorators: breakers, the store, the recording
 * queue. Made once, closed once. Thread-safe.
 */
public final class Fallbacks implements AutoCloseable {

  /** Starts the configuration of an application's fallbacks. */
  public static Builder builder() {
    return new Builder();
  }

  /** For generated decorators: one operation of a service. */
  public <T> Operation<T> operation(ServiceDescriptor service, OperationDescriptor<T> operation) {
    throw new IllegalStateException("skeleton");
  }

  /**
   * State of a service and an operator's hand on it.
   *
   * @param service the annotated interface
   * @throws IllegalArgumentException when no decorator of that interface has been made
   */
  public ServiceControl service(Class<?> service) {
    throw new IllegalStateException("skeleton");
  }

  /** Drains the recording queue within its deadline and releases all resources. */
  @Override
  public void close() {}

  /** Collects an application's settings; not thread-safe. */
  public static final class Builder {
    private Builder() {}

    /** Keeps snapshots in Cassandra. The application starts, and serves, with Cassandra down. */
    public Builder cassandra(CassandraSettings settings) {
      return this;
    }

    /** Keeps snapshots in a store of your own. */
    public Builder store(SnapshotStore store) {
      return this;
    }

    /** Breaker of every service. */
    public Builder breaker(BreakerSettings settings) {
      return this;
    }

    /** Adds a listener; it runs on the calls' threads, so it must be quick and never block. */
    public Builder listener(Consumer<? super FallbackEvent> listener) {
      return this;
    }

    /** Starts; never waits for Cassandra. */
    public Fallbacks build() {
      return new Fallbacks();
    }
  }
}

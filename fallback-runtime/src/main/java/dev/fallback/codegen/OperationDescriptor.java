package dev.fallback.codegen;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The facts of one annotated method.
 *
 * @param service binary name of the annotated interface
 * @param name name of the operation, unique in the service: the method's name, followed by its key
 *     parameters' simple type names where methods are overloaded
 * @param maxAge how old a snapshot may be and still be served
 * @param retention how long a snapshot is kept
 * @param timeout hard timeout of the backend call
 * @param businessErrors errors that are answers
 * @param table where snapshots are kept
 * @param codec the answer's codec
 * @param tag names the release that wrote a snapshot: a fingerprint of the stored shape
 * @param <T> type of the answer
 */
public record OperationDescriptor<T>(
    String service,
    String name,
    Duration maxAge,
    Duration retention,
    Duration timeout,
    List<Class<? extends Throwable>> businessErrors,
    StoredTable table,
    ValueCodec<T> codec,
    String tag) {

  public OperationDescriptor {
    businessErrors = List.copyOf(businessErrors);
  }

  /** Starts the description of one operation. */
  public static <T> Builder<T> of(String service, String name, ValueCodec<T> codec) {
    return new Builder<>(service, name, codec);
  }

  /** Collects the facts of one operation; not thread-safe. */
  public static final class Builder<T> {
    private final String service;
    private final String name;
    private final ValueCodec<T> codec;
    private Duration maxAge = Duration.ZERO;
    private Duration retention = Duration.ZERO;
    private Duration timeout = Duration.ofSeconds(1);
    private List<Class<? extends Throwable>> businessErrors = List.of();

    private Builder(String service, String name, ValueCodec<T> codec) {
      this.service = Objects.requireNonNull(service);
      this.name = Objects.requireNonNull(name);
      this.codec = Objects.requireNonNull(codec);
    }

    /** How old a snapshot may be and still be served. */
    public Builder<T> maxAge(Duration value) {
      maxAge = value;
      return this;
    }

    /** How long a snapshot is kept. */
    public Builder<T> retention(Duration value) {
      retention = value;
      return this;
    }

    /** Hard timeout of the backend call. */
    public Builder<T> timeout(Duration value) {
      timeout = value;
      return this;
    }

    /** Errors that are answers, subclasses included. */
    public Builder<T> businessErrors(List<Class<? extends Throwable>> value) {
      businessErrors = value;
      return this;
    }

    /**
     * Ends the description.
     *
     * @param table where snapshots are kept
     * @param tag names the release that wrote a snapshot
     */
    public OperationDescriptor<T> storedIn(StoredTable table, String tag) {
      return new OperationDescriptor<>(
          service, name, maxAge, retention, timeout, businessErrors, table, codec, tag);
    }
  }
}

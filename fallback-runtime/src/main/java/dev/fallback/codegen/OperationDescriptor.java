package dev.fallback.codegen;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The facts of one annotated method.
 *
 * @param service binary name of the annotated interface
 * @param name name of the operation, unique in the service: the method's name, followed by its key
 *     parameters' simple type names where methods are overloaded
 * @param maxAge how old a snapshot may be and still be served
 * @param retention how long a snapshot is kept
 * @param timeout hard timeout of the backend call
 * @param softTimeout when a snapshot is preferred to waiting on; empty where never
 * @param softMaxAge how old a snapshot may be and still be preferred; with {@code softTimeout} only
 * @param freshFor in Reversed, how old a snapshot may be before the backend is asked; empty for
 *     {@code maxAge}
 * @param businessErrors errors that are answers
 * @param forgetOn errors that mean a known absence
 * @param shareBackendCalls whether callers of one key share one backend call
 * @param table where snapshots are kept
 * @param previous what it was stored as before its version was raised, and is still read from
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
    Optional<Duration> softTimeout,
    Optional<Duration> softMaxAge,
    Optional<Duration> freshFor,
    List<Class<? extends Throwable>> businessErrors,
    List<Class<? extends Throwable>> forgetOn,
    boolean shareBackendCalls,
    StoredTable table,
    Optional<PreviousVersion<T>> previous,
    ValueCodec<T> codec,
    String tag) {

  public OperationDescriptor {
    businessErrors = List.copyOf(businessErrors);
    forgetOn = List.copyOf(forgetOn);
  }

  /** Service and name with a dot between, as settings, logs and errors have it. */
  public String qualifiedName() {
    return service + "." + name;
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
    private Optional<Duration> softTimeout = Optional.empty();
    private Optional<Duration> softMaxAge = Optional.empty();
    private Optional<Duration> freshFor = Optional.empty();
    private List<Class<? extends Throwable>> businessErrors = List.of();
    private List<Class<? extends Throwable>> forgetOn = List.of();
    private boolean shareBackendCalls;
    private Optional<PreviousVersion<T>> previous = Optional.empty();

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
     * When a snapshot is preferred to waiting on, and how old it may be then.
     *
     * @param after shorter than the timeout
     * @param maximumAge not longer than the maximum age
     */
    public Builder<T> softTimeout(Duration after, Duration maximumAge) {
      softTimeout = Optional.of(after);
      softMaxAge = Optional.of(maximumAge);
      return this;
    }

    /** In Reversed, how old a snapshot may be before the backend is asked. */
    public Builder<T> freshFor(Duration value) {
      freshFor = Optional.of(value);
      return this;
    }

    /** Errors that mean a known absence, subclasses included. */
    public Builder<T> forgetOn(List<Class<? extends Throwable>> value) {
      forgetOn = value;
      return this;
    }

    /** Callers of one key share one backend call in flight. */
    public Builder<T> shareBackendCalls() {
      shareBackendCalls = true;
      return this;
    }

    /**
     * What is read where the table has no row for a key.
     *
     * @param formerTable need not be there
     * @param formerTag fingerprint of the former stored shape
     * @param answer reads a former answer
     */
    public Builder<T> previous(
        StoredTable formerTable, String formerTag, PreviousVersion.Answer<T> answer) {
      previous = Optional.of(new PreviousVersion<>(formerTable, formerTag, answer));
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
          service,
          name,
          maxAge,
          retention,
          timeout,
          softTimeout,
          softMaxAge,
          freshFor,
          businessErrors,
          forgetOn,
          shareBackendCalls,
          table,
          previous,
          codec,
          tag);
    }
  }
}

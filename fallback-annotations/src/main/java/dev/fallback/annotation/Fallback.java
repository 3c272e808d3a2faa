package dev.fallback.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an asynchronous read whose last good answer is kept, and served with its age when the
 * backend fails.
 *
 * <p>The method must be declared by an interface and return {@code CompletionStage<T>} or {@code
 * CompletableFuture<T>}. Durations are a whole number and a unit: {@code ms}, {@code s}, {@code m}
 * (minutes), {@code h} or {@code d} (days), for instance {@code "30d"} or {@code "250ms"}.
 *
 * <p>The times and {@link #shareBackendCalls} are defaults: settings override them per operation
 * without recompiling, and are read when {@code Fallbacks} is built. All else is fixed here.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Fallback {

  /**
   * How old a snapshot may be and still be served. The one value only you can decide: a fallback
   * without a maximum age is a known way to serve nonsense for ever. From {@code 1s} to {@code
   * 7300d}. May be left out where {@link FallbackDefaults} gives it.
   */
  String maxAge() default "";

  /**
   * How long a snapshot is kept in the store (its TTL). Never shorter than {@link #maxAge}; left
   * empty, it is twice {@code maxAge}, so that an operator may raise the maximum age during a long
   * outage. At most {@code 7300d}, Cassandra's limit.
   */
  String retention() default "";

  /**
   * Hard timeout: when it passes, the backend call is given up, counted as a failure and answered
   * from the store. From {@code 1ms} to {@code 10m}; left empty, {@code 1s}.
   */
  String timeout() default "";

  /**
   * Errors that are answers: they pass to the caller, are never replaced by a snapshot, and do not
   * count against the backend. Subclasses are included.
   */
  Class<? extends Throwable>[] businessErrors() default {};

  /**
   * Soft timeout: when it passes, a snapshot no older than {@link #softMaxAge} is preferred to
   * waiting on; where there is none, the wait goes on to {@link #timeout}. The backend's late
   * answer is still recorded. At least {@code 1ms}, shorter than {@code timeout}; declared together
   * with {@code softMaxAge} or not at all.
   */
  String softTimeout() default "";

  /**
   * How old a snapshot may be and still be preferred to waiting past {@link #softTimeout}. From
   * {@code 1s} to {@link #maxAge}.
   */
  String softMaxAge() default "";

  /**
   * In state Reversed, how old a snapshot may be before the backend is asked. From {@code 1s} to
   * {@link #maxAge}, which it is where it is left empty.
   */
  String freshFor() default "";

  /**
   * Errors that mean a known absence, such as "account closed": they pass to the caller, do not
   * count against the backend, and replace the key's snapshot by an absence, so that it is not
   * served any more. Subclasses are included; a class is named here or in {@link #businessErrors},
   * not in both.
   */
  Class<? extends Throwable>[] forgetOn() default {};

  /**
   * Whether callers of one key share one backend call in flight. A caller who joins may get an
   * answer from before its own posting, so this is off unless you say otherwise.
   */
  boolean shareBackendCalls() default false;

  /**
   * Version of the key. A changed key needs a new table, so raise this whenever the type, number or
   * order of the key parameters changes. From 1 to 999.
   */
  int version() default 1;

  /**
   * Answers misses from the table of the previous {@link #version} for as long as its snapshots
   * live: a visible class with a constructor without arguments and one or both of these methods.
   *
   * <ul>
   *   <li>{@code key} takes the parameters that make the key today and returns what made it then: a
   *       record whose components are the former parameters, or the one former parameter; null for
   *       a key that there was not. Without it, the key is what it was.
   *   <li>{@code answer} takes a former answer, never null, and returns one of today. Without it,
   *       the answer is what it was.
   * </ul>
   *
   * An exception is a miss. A former answer keeps its age, and is never written to the new table.
   */
  Class<?> previous() default void.class;

  /**
   * Name of an execution profile in the driver's configuration of the application ({@code
   * datastax-java-driver.profiles} in {@code application.conf}), which reads and writes of this
   * operation are executed with: another consistency, timeout or load balancing. Left empty, reads
   * and writes have profiles of our own: a local quorum, and for reads one replica where there is
   * no quorum.
   */
  String profile() default "";

  /**
   * Name of the table, in lower-case letters, digits and underscores, at most 48 characters with
   * the version's suffix. Left empty, it is derived from the names of interface and method.
   */
  String table() default "";

  /**
   * Keyspace of the table and of the types below it, in lower-case letters, digits and underscores,
   * at most 48 characters: for another replication, or other rights. Left empty, it is that of the
   * application's settings. Moved to another keyspace, an operation leaves its snapshots behind.
   */
  String keyspace() default "";
}

package dev.fallback.internal.engine;

import dev.fallback.Answer;
import dev.fallback.BreakerSettings;
import dev.fallback.CallScope;
import dev.fallback.FailureClass;
import dev.fallback.Hold;
import dev.fallback.ServiceControl;
import dev.fallback.State;
import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.codegen.StoredType;
import dev.fallback.codegen.UnstorableValueException;
import dev.fallback.codegen.ValueCodec;
import dev.fallback.event.FallbackEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One operation on a scripted store, under a settable clock, with workers that run at once. */
public final class Bench {
  static final Duration TIMEOUT = Duration.ofSeconds(1);
  static final Duration MAX_AGE = Duration.ofDays(30);
  static final Duration WAIT = Duration.ofSeconds(5);

  /** Storable numbers are the non-negative ones. */
  static final class NumberCodec implements ValueCodec<Long> {
    @Override
    public void write(Long value, ByteSink out) {
      if (value == null) {
        out.nullField();
      } else if (value < 0) {
        throw new UnstorableValueException("negative");
      } else {
        out.bigint(value);
      }
    }

    @Override
    public Long read(ByteSource in) {
      return in.bigintOrNull();
    }
  }

  static final OperationDescriptor<Long> NUMBER =
      OperationDescriptor.of("test.Numbers", "number", new NumberCodec())
          .maxAge(MAX_AGE)
          .retention(MAX_AGE.multipliedBy(2))
          .timeout(TIMEOUT)
          .businessErrors(List.of(NotFound.class))
          .forgetOn(List.of(Gone.class))
          .storedIn(
              new StoredTable("numbers", "frozen<tuple<bigint>>", "bigint", "insert", "select"),
              "tag");

  static final ServiceDescriptor SERVICE = new Service("test.Numbers", List.of(NUMBER));

  /** A service without types. */
  record Service(String service, List<OperationDescriptor<?>> operations)
      implements ServiceDescriptor {
    @Override
    public List<StoredType> types() {
      return List.of();
    }
  }

  static final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The same by the annotation's word. */
  static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The account is closed: forget it. */
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Served from the store, not counted. */
  static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Counted, not served. */
  static final class Secret extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Optional<FailureClass> opinion(Throwable error) {
    if (error instanceof Closed) {
      return Optional.of(FailureClass.FORGET);
    }
    if (error instanceof TooMany) {
      return Optional.of(FailureClass.SERVED_NOT_COUNTED);
    }
    return error instanceof Secret
        ? Optional.of(FailureClass.COUNTED_NOT_SERVED)
        : Optional.empty();
  }

  final ManualTime time = new ManualTime();
  final ScriptedStore store = new ScriptedStore();
  final List<FallbackEvent> events = Collections.synchronizedList(new ArrayList<>());
  final Engine engine;
  final Operation<Long> operation;

  /** What a test records is in the store at once. */
  static final StoreLimits STORE = withWriteInterval(StoreLimits.defaults(), Duration.ZERO);

  static StoreLimits withWriteInterval(StoreLimits limits, Duration interval) {
    return new StoreLimits(
        limits.readTimeout(),
        limits.writeTimeout(),
        limits.readsInFlight(),
        limits.writesInFlight(),
        interval,
        limits.queuedWrites(),
        limits.queuedBytes(),
        limits.drainTimeout());
  }

  Bench() {
    this(settings());
  }

  final RecordingGuards guards;

  Bench(BreakerSettings settings) {
    this(settings, code -> code);
  }

  Bench(BreakerSettings settings, UnaryOperator<OperationSettings> adapted) {
    this(settings, adapted, new RecordingGuards(), BackendSettings.defaults());
  }

  Bench(BackendSettings backend, UnaryOperator<OperationSettings> adapted) {
    this(settings(), adapted, new RecordingGuards(), backend);
  }

  /** The same with the guards that have been added meanwhile. */
  Bench again() {
    return new Bench(settings(), code -> code, guards, BackendSettings.defaults());
  }

  private Bench(
      BreakerSettings settings,
      UnaryOperator<OperationSettings> adapted,
      RecordingGuards guards,
      BackendSettings backend) {
    this.guards = guards;
    SettingsSource code = SettingsSource.ofCode(settings);
    engine =
        new Engine(
            store,
            new SettingsSource() {
              @Override
              public OperationSettings operation(OperationDescriptor<?> operation) {
                return adapted.apply(code.operation(operation));
              }

              @Override
              public BreakerSettings breaker(String service) {
                return code.breaker(service);
              }

              @Override
              public BackendSettings backend(String service) {
                return backend;
              }

              @Override
              public StoreLimits store() {
                return STORE;
              }
            },
            List.of(Bench::opinion),
            guards,
            List.of(events::add),
            time,
            new SameThread());
    operation = engine.operation(SERVICE, NUMBER);
  }

  /** Ten calls, half of them failing, waits of 5 s doubling to 20 s without jitter. */
  static BreakerSettings settings() {
    return new BreakerSettings(
        Duration.ofSeconds(30), 10, 50, 100, 0.5, WAIT, 2, Duration.ofSeconds(20), 0, 1, 1);
  }

  /** Timers of calls; the clock watch and the orders always have one each. */
  int callTimers() {
    return time.pendingTimers() - 2;
  }

  ServiceControl control() {
    return engine.service("test.Numbers").orElseThrow();
  }

  CompletableFuture<Answer<Long>> ask(
      long key, Supplier<? extends CompletionStage<? extends Long>> backend) {
    return operation.answer(out -> out.bigint(key), backend);
  }

  CompletableFuture<Answer<Long>> answering(long key, long value) {
    return ask(key, () -> CompletableFuture.completedFuture(value));
  }

  CompletableFuture<Answer<Long>> failing(long key) {
    return ask(
        key, () -> CompletableFuture.failedFuture(new IllegalStateException("backend is down")));
  }

  /** A call of a scope, which ends when the call has begun. */
  static <R> R in(CallScope scope, Supplier<R> call) {
    try (scope) {
      return call.get();
    }
  }

  /** A backend that must not be asked. */
  static Supplier<CompletableFuture<Long>> untouched() {
    return () -> {
      throw new AssertionError("the backend was asked");
    };
  }

  void open() {
    for (int i = 0; i < 10; i++) {
      failing(-1);
    }
  }

  void hold(State state) {
    control().hold(new Hold(state, "test", "because", Duration.ofMinutes(1)));
  }

  <E> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Runs every task on the thread that gives it. */
  public static final class SameThread extends AbstractExecutorService {
    private volatile boolean closed;

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {
      closed = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      closed = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return closed;
    }

    @Override
    public boolean isTerminated() {
      return closed;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return closed;
    }
  }
}

package dev.fallback.internal.warmup;

import dev.fallback.BreakerSettings;
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
import dev.fallback.internal.engine.Bench;
import dev.fallback.internal.engine.Engine;
import dev.fallback.internal.engine.ManualTime;
import dev.fallback.internal.engine.RecordingGuards;
import dev.fallback.internal.engine.SettingsSource;
import dev.fallback.internal.time.Time;
import dev.fallback.spi.JobStore;
import dev.fallback.spi.SnapshotStore;
import dev.fallback.spi.StoredOrder;
import dev.fallback.spi.StoredSnapshot;
import dev.fallback.warmup.KeyStream;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpKeys;
import dev.fallback.warmup.WarmUpListener;
import dev.fallback.warmup.WarmUpProgress;
import dev.fallback.warmup.WarmUpResult;
import dev.fallback.warmup.WarmUpRun;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/** A service of numbers, its scripted backend and store, and warm-ups of it, under one clock. */
final class WarmUpBench {
  static final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Negative numbers cannot be stored. */
  static final class NumberCodec implements ValueCodec<Long> {
    @Override
    public void write(Long value, ByteSink out) {
      if (value < 0) {
        throw new UnstorableValueException("negative");
      }
      out.bigint(value);
    }

    @Override
    public Long read(ByteSource in) {
      return in.bigintOrNull();
    }
  }

  private static final OperationDescriptor<Long> NUMBER =
      OperationDescriptor.of("test.Numbers", "number", new NumberCodec())
          .maxAge(Duration.ofDays(30))
          .retention(Duration.ofDays(60))
          .timeout(Duration.ofSeconds(1))
          .businessErrors(List.of(NotFound.class))
          .storedIn(new StoredTable("numbers", "frozen<tuple<bigint>>", "bigint", "i", "s"), "t");

  private static final ServiceDescriptor SERVICE =
      new ServiceDescriptor() {
        @Override
        public String service() {
          return "test.Numbers";
        }

        @Override
        public List<StoredType> types() {
          return List.of();
        }

        @Override
        public List<OperationDescriptor<?>> operations() {
          return List.of(NUMBER);
        }
      };

  final ManualTime time = new ManualTime();
  final MemoryJobs jobs = new MemoryJobs();
  final Map<Long, StoredSnapshot> stored = new HashMap<>();
  final Map<Long, Integer> asked = new HashMap<>();
  final Map<String, Throwable> failed = new LinkedHashMap<>();
  final List<String> notes = new ArrayList<>();
  private final List<StoredOrder> orders = new ArrayList<>();
  final List<WarmUpProgress> told = new ArrayList<>();
  LongUnaryOperator latencyMillis = key -> 2;
  LongPredicate backendFails = key -> false;
  boolean storeDown;
  int reads;
  int atBackend;
  int mostAtBackend;
  private final Engine engine;
  private final Operation<Long> operation;

  WarmUpBench() {
    engine =
        new Engine(
            new Store(),
            SettingsSource.ofCode(BreakerSettings.defaults()),
            List.of(),
            new RecordingGuards(),
            List.of(),
            time,
            new Bench.SameThread());
    operation = engine.operation(SERVICE, NUMBER);
  }

  ServiceControl control() {
    return engine.service("test.Numbers").orElseThrow();
  }

  void hold(State state, Duration lasts) {
    control().hold(new Hold(state, "an operator", "because", lasts));
  }

  void orderEverywhere(State state) {
    orders.add(
        new StoredOrder(
            "test.Numbers",
            "hold",
            state.name(),
            0,
            time.micros() + Duration.ofHours(1).toNanos() / 1_000,
            "an operator",
            "because"));
  }

  void revokeOrders() {
    orders.clear();
  }

  CompletionStage<Long> read(long key) {
    return operation.call(out -> out.bigint(key), () -> backend(key));
  }

  CompletionStage<Long> failing(long key, Throwable error) {
    return operation.call(
        out -> out.bigint(key),
        () -> {
          asked.merge(key, 1, Integer::sum);
          return CompletableFuture.failedFuture(error);
        });
  }

  private CompletableFuture<Long> backend(long key) {
    asked.merge(key, 1, Integer::sum);
    atBackend++;
    mostAtBackend = Math.max(mostAtBackend, atBackend);
    CompletableFuture<Long> answer = new CompletableFuture<>();
    time.after(
        latencyMillis.applyAsLong(key) * 1_000_000,
        () -> {
          atBackend--;
          if (backendFails.test(key)) {
            answer.completeExceptionally(new IllegalStateException("backend is down"));
          } else {
            answer.complete(key);
          }
        });
    return answer;
  }

  WarmUp<Long> job(long keys) {
    return WarmUp.of("numbers", upTo(keys), this::read).maxRate(2_000).listener(listener());
  }

  WarmUpListener listener() {
    return new WarmUpListener() {
      @Override
      public void progress(WarmUpProgress progress) {
        told.add(progress);
      }

      @Override
      public void failed(String key, Throwable cause) {
        failed.put(key, cause);
      }

      @Override
      public void note(String sentence) {
        notes.add(sentence);
      }
    };
  }

  WarmUpRun run(WarmUp<Long> job) {
    return run(job, "ann", time, Runnable::run);
  }

  WarmUpRun run(WarmUp<Long> job, Mortal process) {
    return run(job, "bob", process, process);
  }

  private WarmUpRun run(WarmUp<Long> job, String owner, Time of, Executor workers) {
    return Runner.begin(
        job,
        engine.serviceForJob("test.Numbers").orElseThrow(),
        BreakerSettings.defaults(),
        Optional.of((JobStore) jobs),
        owner,
        of,
        () -> 0.5,
        workers);
  }

  /** Goes on until the run is over. */
  void finish(WarmUpRun run) {
    for (int second = 0; second < 3_600 && !run.result().isDone(); second++) {
      time.advance(Duration.ofSeconds(1));
    }
  }

  /** What became of a job. */
  WarmUpResult finished(WarmUp<Long> job) {
    WarmUpRun run = run(job);
    finish(run);
    return run.result().join();
  }

  /** How often the backend was asked. */
  int askings() {
    return asked.values().stream().mapToInt(Integer::intValue).sum();
  }

  static WarmUpKeys<Long> upTo(long keys) {
    return new WarmUpKeys<>() {
      @Override
      public String description() {
        return "numbers";
      }

      @Override
      public KeyStream<Long> open() {
        return new KeyStream<>() {
          private long next;

          @Override
          public CompletionStage<List<Long>> next(int atMost) {
            List<Long> drawn = new ArrayList<>();
            while (next < keys && drawn.size() < atMost) {
              drawn.add(next++);
            }
            return CompletableFuture.completedFuture(drawn);
          }

          @Override
          public CompletionStage<OptionalLong> total() {
            return CompletableFuture.completedFuture(OptionalLong.of(keys));
          }
        };
      }
    };
  }

  /** A process that can be killed: nothing of it runs while it is. */
  final class Mortal implements Time, Executor {
    boolean killed;

    @Override
    public long micros() {
      return time.micros();
    }

    @Override
    public long nanos() {
      return time.nanos();
    }

    @Override
    public Runnable after(long delayNanos, Runnable task) {
      return time.after(delayNanos, () -> execute(task));
    }

    @Override
    public void execute(Runnable task) {
      if (!killed) {
        task.run();
      }
    }
  }

  private final class Store implements SnapshotStore {
    @Override
    public CompletionStage<List<StoredOrder>> orders() {
      return CompletableFuture.completedFuture(List.copyOf(orders));
    }

    @Override
    public void protect(ServiceDescriptor service) {}

    @Override
    public CompletionStage<Optional<StoredSnapshot>> read(StoredTable table, ByteBuffer key) {
      reads++;
      return storeDown
          ? CompletableFuture.failedFuture(new IllegalStateException("store is down"))
          : CompletableFuture.completedFuture(Optional.ofNullable(stored.get(key.getLong(4))));
    }

    @Override
    public CompletionStage<Void> write(
        StoredTable table, ByteBuffer key, StoredSnapshot snapshot, int ttlSeconds) {
      if (storeDown) {
        return CompletableFuture.failedFuture(new IllegalStateException("store is down"));
      }
      CompletableFuture<Void> written = new CompletableFuture<>();
      time.after(
          1_000_000,
          () -> {
            stored.put(key.getLong(4), snapshot);
            written.complete(null);
          });
      return written;
    }

    @Override
    public void close() {}
  }
}

package dev.fallback.bank.lab;

import dev.fallback.State;
import dev.fallback.bank.lab.load.Arrival;
import dev.fallback.bank.lab.load.Arrivals;
import dev.fallback.bank.lab.load.BankHttp;
import dev.fallback.bank.lab.load.BankLoad;
import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.load.OpenLoop;
import dev.fallback.bank.lab.load.Pacing;
import dev.fallback.bank.lab.load.RunUp;
import dev.fallback.bank.lab.load.Waiter;
import dev.fallback.bank.lab.load.Workload;
import dev.fallback.bank.lab.report.OutageMarks;
import dev.fallback.bank.lab.report.RunRecord;
import dev.fallback.bank.lab.report.RunResult;
import dev.fallback.bank.lab.truth.BankDatabase;
import dev.fallback.bank.lab.truth.FinalAudit;
import dev.fallback.bank.lab.truth.Judge;
import dev.fallback.bank.lab.truth.Ledger;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.truth.TruthClock;
import dev.fallback.bank.lab.watch.LiveStatus;
import dev.fallback.bank.lab.watch.LiveView;
import dev.fallback.bank.lab.watch.Screen;
import dev.fallback.bank.lab.watch.StateWatch;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One load on a bank that is up, with an outage in its middle third. For one thread. */
final class LoadRun implements AutoCloseable {
  /** Of the statement operation: no recorded answer is newer than its as-of plus this. */
  private static final Duration HARD_TIMEOUT = Duration.ofSeconds(1);

  /** How long the store may take to give a snapshot. */
  private static final Duration STORE_TIMEOUT = Duration.ofMillis(500);

  private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(10);
  private static final int RUN_UP_STEPS = 5;
  private static final Duration LEAD = Duration.ofMillis(100);

  /** The run-up is told from the load by lying before its start, wherever that will be. */
  private static final Duration FAR_AHEAD = Duration.ofDays(1);

  private static final long LAST_ANSWERS_SECONDS = 30;

  /** After the load a few reads go on until the breaker has closed again. */
  private static final Pacing TAIL = new Pacing(20, 0);

  private static final Duration LONGEST_TAIL = Duration.ofSeconds(20);
  private static final double NANOS_PER_MILLI = 1e6;

  private final DemoOptions options;
  private final StateWatch states;
  private final Waiter waiter;
  private final BankDatabase database;
  private final Vertx vertx;
  private final BankHttp http;
  private final Ledger ledger;
  private final TruthCheck truth;
  private final Measurements measured = new Measurements();
  private final TruthClock clock = TruthClock.system();
  private final Workload workload;
  private final List<String> contradictions = new ArrayList<>();
  private final Outage outage;
  private volatile OptionalLong started = OptionalLong.empty();

  private LoadRun(
      DemoOptions options,
      StateWatch states,
      Waiter waiter,
      BankDatabase database,
      Map<Long, Long> limits,
      Client client,
      Outage outage) {
    this.options = options;
    this.states = states;
    this.waiter = waiter;
    this.database = database;
    this.outage = outage;
    vertx = client.vertx();
    http = client.http();
    ledger = new Ledger(limits, clock);
    truth = new TruthCheck(new Judge(ledger, HARD_TIMEOUT));
    workload = new Workload(options.accountIds(), options.seed());
  }

  private record Client(Vertx vertx, BankHttp http) {
    static Client of(int port) {
      Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
      return new Client(vertx, new BankHttp(vertx, "127.0.0.1", port, CLIENT_TIMEOUT));
    }
  }

  /** Connects to the bank and has one request answered. */
  static LoadRun prepare(Landscape landscape, DemoOptions options, StateWatch states, Waiter waiter)
      throws SQLException {
    var database = new BankDatabase(landscape.postgres().jdbcUrl());
    Map<Long, Long> limits = database.limits();
    limits.keySet().retainAll(options.accountIds());
    Client client = Client.of(landscape.bank().port());
    client.http().statement(options.accountIds().get(0)).await();
    return new LoadRun(
        options,
        states,
        waiter,
        database,
        limits,
        client,
        new Outage(landscape.postgres(), waiter));
  }

  /** Loads, kills, restarts, waits for the way back, then asks the database what is true. */
  Finished run(Screen screen)
      throws SQLException, TimeoutException, ExecutionException, InterruptedException {
    LiveView view = LiveView.start(screen, this::status);
    try {
      runUp();
      long start = waiter.nanos() + LEAD.toNanos();
      started = OptionalLong.of(start);
      long third = planned().toNanos() / 3;
      outage.schedule(start + third, start + 2 * third);
      BankLoad load = loadFrom(start);
      new OpenLoop(waiter, measured::lag)
          .run(
              new Arrivals(options.readsPerSecond(), options.postingsPerSecond(), planned()),
              start,
              load);
      Outage.Marks marks = outage.await();
      tail(load, start);
      load.awaitAnswers(LAST_ANSWERS_SECONDS);
      contradictions.addAll(load.contradictions());
      Duration length = Duration.ofNanos(waiter.nanos() - start);
      FinalAudit audit = FinalAudit.of(ledger, database);
      truth.finish();
      return new Finished(start, marks, length, audit);
    } finally {
      view.close();
    }
  }

  private void runUp() throws TimeoutException, InterruptedException {
    BankLoad load = loadFrom(waiter.nanos() + FAR_AHEAD.toNanos());
    new RunUp(options.readsPerSecond(), options.postingsPerSecond(), RUN_UP_STEPS)
        .run(waiter, () -> states.state() == State.CLOSED, load, measured);
    contradictions.addAll(load.contradictions());
  }

  private BankLoad loadFrom(long start) {
    return new BankLoad(http, workload, ledger, truth, clock, measured, start);
  }

  private void tail(BankLoad load, long start) {
    long begin = waiter.nanos();
    for (long i = 0;
        states.state() != State.CLOSED && waiter.nanos() - begin < LONGEST_TAIL.toNanos();
        i++) {
      long due = begin + TAIL.dueNanos(i);
      waiter.waitUntil(due);
      load.issue(new Arrival(Arrival.Kind.READ, i, due - start), due);
    }
  }

  private LiveStatus status() {
    String phase =
        switch (outage.phase()) {
          case BEFORE -> started.isEmpty() ? "Running up" : "Postgres is up";
          case DEAD -> "Postgres is dead (SIGKILL)";
          case OVER ->
              planned().minus(elapsed()).isNegative()
                  ? "Waiting for the breaker"
                  : "Postgres is back";
        };
    return new LiveStatus(
        phase, elapsed(), planned(), states.state(), truth.counts().wrong(), measured);
  }

  private Duration elapsed() {
    return Duration.ofNanos(
        started.isEmpty() ? 0 : Math.max(0, waiter.nanos() - started.getAsLong()));
  }

  private Duration planned() {
    return Duration.ofSeconds(options.seconds());
  }

  @Override
  public void close() {
    http.close().await();
    vertx.close().await();
  }

  /** A load that is over. */
  final class Finished {
    private final long start;
    private final Outage.Marks marks;
    private final Duration length;
    private final FinalAudit audit;

    private Finished(long start, Outage.Marks marks, Duration length, FinalAudit audit) {
      this.start = start;
      this.marks = marks;
      this.length = length;
      this.audit = audit;
    }

    /** All that was observed. */
    RunRecord record(
        RunResult.Startup startup, OptionalDouble peakMb, RunResult.Environment environment) {
      return new RunRecord(
          measured,
          truth.counts(),
          audit,
          contradictions,
          new OutageMarks(
              marks.killedNanos() - start,
              marks.restartNanos() - start,
              marks.answeringNanos() - start),
          states.since(start),
          length,
          HARD_TIMEOUT.plus(STORE_TIMEOUT),
          startup,
          peakMb,
          new RunResult.Load(
              options.seconds(),
              options.readsPerSecond(),
              options.postingsPerSecond(),
              options.accounts(),
              options.seed(),
              measured.worstLagNanos() / NANOS_PER_MILLI,
              options.command()),
          environment);
    }
  }
}

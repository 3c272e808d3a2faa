package dev.fallback.bank.lab;

import dev.fallback.bank.lab.load.Arrivals;
import dev.fallback.bank.lab.load.BankHttp;
import dev.fallback.bank.lab.load.BankLoad;
import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.load.OpenLoop;
import dev.fallback.bank.lab.load.RunUp;
import dev.fallback.bank.lab.load.StoreReads;
import dev.fallback.bank.lab.load.Waiter;
import dev.fallback.bank.lab.load.Workload;
import dev.fallback.bank.lab.node.NodeException;
import dev.fallback.bank.lab.node.NodeOrder;
import dev.fallback.bank.lab.report.Closing;
import dev.fallback.bank.lab.report.PhaseRecord;
import dev.fallback.bank.lab.report.RunRecord;
import dev.fallback.bank.lab.report.RunResult;
import dev.fallback.bank.lab.truth.BankDatabase;
import dev.fallback.bank.lab.truth.Books;
import dev.fallback.bank.lab.truth.Books.Book;
import dev.fallback.bank.lab.truth.FinalAudit;
import dev.fallback.bank.lab.truth.Judge;
import dev.fallback.bank.lab.truth.Ledger;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.truth.TruthClock;
import dev.fallback.bank.lab.watch.LiveStatus;
import dev.fallback.bank.lab.watch.LiveView;
import dev.fallback.bank.lab.watch.Screen;
import dev.fallback.bank.variant.Variant;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * One load on banks that are up, while the plan's faults happen: from the first fill of the store
 * to the last question to the database. For one thread.
 */
final class LabRun implements AutoCloseable {
  /** Of the statement operation: no recorded answer is newer than its as-of plus this. */
  private static final Duration HARD_TIMEOUT = Duration.ofSeconds(1);

  /** How long the store may take to give a snapshot. */
  private static final Duration STORE_TIMEOUT = Duration.ofMillis(500);

  private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LEAD = Duration.ofMillis(100);
  private static final Duration FILL_LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** The run-up is told from the load by lying before its start, wherever that will be. */
  private static final Duration FAR_AHEAD = Duration.ofDays(1);

  private static final long LAST_ANSWERS_SECONDS = 30;
  private static final double NANOS_PER_MILLI = 1e6;

  private final LabOptions options;
  private final Variant variant;
  private final Banks banks;
  private final Waiter waiter;
  private final BankDatabase database;
  private final Map<Long, Long> limits;
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final BankHttp http;
  private final TruthClock clock = TruthClock.system();
  private final TruthCheck truth = new TruthCheck();
  private final Books books;
  private final Measurements measured = new Measurements();
  private final Workload workload;
  private final List<String> contradictions = new ArrayList<>();
  private final RunStage stage;
  private final Director director;
  private volatile OptionalLong started = OptionalLong.empty();

  /** Connects to banks that serve. */
  LabRun(
      LabOptions options,
      Variant variant,
      Servers servers,
      Servers.Place place,
      Banks banks,
      Waiter waiter)
      throws SQLException {
    this.options = options;
    this.variant = variant;
    this.banks = banks;
    this.waiter = waiter;
    database = new BankDatabase(place.jdbcUrl());
    limits = database.limits();
    limits.keySet().retainAll(options.accountIds());
    http = new BankHttp(vertx, banks.address(), banks::ports, CLIENT_TIMEOUT);
    books = new Books(freshBook(), clock);
    workload = new Workload(options.accountIds(), options.seed());
    var recovery = new Recovery(banks, measured, waiter);
    stage =
        new RunStage(
            servers, place, banks, recovery, books, this::settled, this::freshBook, options.seed());
    director = new Director(options.plan(), stage, banks, recovery, waiter);
  }

  private Book freshBook() {
    var ledger = new Ledger(limits, clock);
    return new Book(ledger, new Judge(ledger, HARD_TIMEOUT));
  }

  private FinalAudit settled() throws SQLException {
    return FinalAudit.of(books.current().ledger(), database);
  }

  /**
   * Has every account's statement recorded, and looks whether it is.
   *
   * @throws LabException when they are not within a minute
   */
  void fill() throws LabException, NodeException, InterruptedException {
    var all = new StoreReads(http, options.accountIds());
    long giveUp = waiter.nanos() + FILL_LIMIT.toNanos();
    int filled = 0;
    while (filled < options.accounts()) {
      if (waiter.nanos() - giveUp > 0) {
        throw new LabException(
            "Only %d of %d statements could be stored before the load."
                .formatted(filled, options.accounts()));
      }
      filled = all.answered();
      if (variant == Variant.FALLBACK && filled == options.accounts()) {
        filled = held(all::answeredFromStore);
      }
      if (filled < options.accounts()) {
        waiter.waitUntil(waiter.nanos() + PAUSE.toNanos());
      }
    }
  }

  private interface Count {
    int count();
  }

  /** Counts while the banks answer from the store alone. */
  private int held(Count reads) throws NodeException, InterruptedException {
    banks.order(new NodeOrder.Isolate());
    try {
      return reads.count();
    } finally {
      banks.order(new NodeOrder.Release());
    }
  }

  /** Loads while the plan's faults happen, then asks the database what is true. */
  Finished run(Screen screen)
      throws SQLException,
          TimeoutException,
          ExecutionException,
          LabException,
          NodeException,
          InterruptedException {
    director.prepare();
    fill();
    LiveView view = LiveView.start(screen, this::status);
    try {
      runUp();
      long start = waiter.nanos() + LEAD.toNanos();
      started = OptionalLong.of(start);
      BankLoad load = loadFrom(start);
      stage.loadedBy(load);
      director.start(start);
      new OpenLoop(waiter, measured::lag)
          .run(
              new Arrivals(
                  options.readsPerSecond(), options.postingsPerSecond(), director.longest()),
              start,
              load,
              () -> !director.isDone());
      List<PhaseRecord> phases = director.await();
      load.awaitAnswers(LAST_ANSWERS_SECONDS);
      contradictions.addAll(load.contradictions());
      Duration length = Duration.ofNanos(waiter.nanos() - start);
      FinalAudit audit = settled();
      truth.finish();
      Optional<Closing> closing = closing();
      return new Finished(
          start,
          phases,
          length,
          stage.earlierAudit().map(earlier -> earlier.and(audit)).orElse(audit),
          closing);
    } finally {
      view.close();
    }
  }

  /** What the store holds at the end; a variant without an operator's hand cannot be asked. */
  private Optional<Closing> closing() throws NodeException, InterruptedException {
    if (variant != Variant.FALLBACK) {
      return Optional.empty();
    }
    return Optional.of(new Closing(options.accounts(), held(this::rightInStore)));
  }

  private int rightInStore() {
    var all = new StoreReads(http, options.accountIds());
    long giveUp = waiter.nanos() + Recovery.PATIENCE.toNanos();
    // A store that has just come back is still left alone for a while by what guards it.
    while (all.answeredFromStore() < options.accounts() && waiter.nanos() - giveUp < 0) {
      waiter.waitUntil(waiter.nanos() + PAUSE.toNanos());
    }
    return all.judgedFromStore(books, truth, clock);
  }

  private void runUp() throws TimeoutException, InterruptedException {
    BankLoad load = loadFrom(waiter.nanos() + FAR_AHEAD.toNanos());
    new RunUp(options.readsPerSecond(), options.postingsPerSecond(), options.runUpSteps())
        .run(waiter, banks::allClosed, load, measured);
    contradictions.addAll(load.contradictions());
  }

  private BankLoad loadFrom(long start) {
    return new BankLoad(http, workload, books, truth, clock, measured, start);
  }

  private LiveStatus status() {
    return new LiveStatus(
        started.isEmpty() ? "Running up" : director.now(),
        Duration.ofNanos(started.isEmpty() ? 0 : Math.max(0, waiter.nanos() - started.getAsLong())),
        director.planned(),
        banks.firstState().state(),
        truth.counts().wrong(),
        measured);
  }

  @Override
  public void close() {
    http.close().await();
    vertx.close().await();
  }

  /** A load that is over. */
  final class Finished {
    private final long start;
    private final List<PhaseRecord> phases;
    private final Duration length;
    private final FinalAudit audit;
    private final Optional<Closing> closing;

    private Finished(
        long start,
        List<PhaseRecord> phases,
        Duration length,
        FinalAudit audit,
        Optional<Closing> closing) {
      this.start = start;
      this.phases = phases;
      this.length = length;
      this.audit = audit;
      this.closing = closing;
    }

    /** All that was observed. */
    RunRecord record(
        RunResult.Startup startup, OptionalDouble peakMb, RunResult.Environment environment) {
      return new RunRecord(
          variant.word(),
          measured,
          truth.counts(),
          start,
          audit,
          contradictions,
          phases,
          closing,
          banks.states(start),
          length,
          HARD_TIMEOUT.plus(STORE_TIMEOUT),
          startup,
          peakMb,
          new RunResult.Load(
              Math.toIntExact(director.planned().toSeconds()),
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

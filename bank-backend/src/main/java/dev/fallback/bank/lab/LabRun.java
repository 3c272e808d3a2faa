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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One load on banks that are up, while the plan's faults happen: from the first fill of the store
 * to the last question to the database. For one thread.
 */
final class LabRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LabRun.class);

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

  /** How long a database is asked in the end of a run that something broke. */
  private static final Duration AUDIT_LIMIT = Duration.ofSeconds(15);

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
  private final List<BankLoad> loads = new CopyOnWriteArrayList<>();
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
    var recovery = new Recovery(banks::allClosed, measured, waiter);
    stage =
        new RunStage(
            servers, place, banks, recovery, books, this::settled, this::freshBook, options.seed());
    director = new Director(options.plan(), stage, banks, recovery, measured, waiter);
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

  /**
   * Loads while the plan's faults happen, then asks the database what is true. What goes wrong
   * after the begin of the load ends the run, and what was seen until then is kept.
   */
  Finished run(Screen screen)
      throws SQLException, TimeoutException, LabException, NodeException, InterruptedException {
    director.prepare();
    fill();
    LiveView view = LiveView.start(screen, this::status);
    try {
      runUp();
      long start = waiter.nanos() + LEAD.toNanos();
      BankLoad load = loadFrom(start);
      stage.loadedBy(load);
      director.start(start);
      started = OptionalLong.of(start);
      return toItsEnd(load, start);
    } finally {
      view.close();
    }
  }

  private Finished toItsEnd(BankLoad load, long start) throws InterruptedException {
    try {
      new OpenLoop(waiter, measured::lag)
          .run(
              new Arrivals(
                  options.readsPerSecond(), options.postingsPerSecond(), director.longest()),
              start,
              load,
              () -> !director.isDone());
      List<PhaseRecord> phases = director.await();
      load.awaitAnswers(LAST_ANSWERS_SECONDS);
      Duration length = Duration.ofNanos(waiter.nanos() - start);
      FinalAudit audit = audit();
      truth.finish();
      Optional<Closing> closing = closing();
      return new Finished(
          measured, start, phases, length, Optional.of(audit), closing, Optional.empty());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return broken(load, start, "The run did not go as planned: " + cause.getMessage());
    } catch (SQLException e) {
      return broken(load, start, "Postgres could not be asked what is true: " + e.getMessage());
    } catch (TimeoutException e) {
      return broken(load, start, "Some requests had neither an answer nor a failure at the end.");
    } catch (NodeException e) {
      return broken(load, start, String.valueOf(e.getMessage()));
    }
  }

  /** What the database says; an audit of before a restoring counts, too. */
  private FinalAudit audit() throws SQLException {
    FinalAudit audit = settled();
    return stage.earlierAudit().map(earlier -> earlier.and(audit)).orElse(audit);
  }

  /** A run that ends here; the database is asked all the same, if it answers. */
  private Finished broken(BankLoad load, long start, String reason) throws InterruptedException {
    List<PhaseRecord> phases = director.soFar(start);
    Optional<FinalAudit> audit = Optional.empty();
    if (phases.stream().noneMatch(LabRun::bends)) {
      try {
        load.awaitAnswers(LAST_ANSWERS_SECONDS);
        audit = Optional.of(within(AUDIT_LIMIT, this::audit));
        truth.finish();
      } catch (ExecutionException | TimeoutException e) {
        LOG.info("The database could not be asked in the end", e);
      }
    }
    return cutShort(start, phases, audit, reason);
  }

  /** Whether the database does not say what is true: a fault that bends that was not repaired. */
  private static boolean bends(PhaseRecord phase) {
    return phase.end() == PhaseRecord.End.CUT_SHORT && phase.phase().bendsTruth();
  }

  /** A server that hangs must not keep the end from being told. */
  private static <T> T within(Duration limit, Callable<T> question)
      throws ExecutionException, TimeoutException, InterruptedException {
    var answer = new FutureTask<>(question);
    var thread = new Thread(answer, "last-question");
    thread.setDaemon(true);
    thread.start();
    return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * What there is now, while the run goes on; empty before its load. For any thread.
   *
   * @param reason why the end is not waited for, as a sentence
   */
  Optional<Finished> soFar(String reason) {
    OptionalLong begun = started;
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    long start = begun.getAsLong();
    List<PhaseRecord> phases = director.soFar(start);
    return phases.isEmpty()
        ? Optional.empty()
        : Optional.of(cutShort(start, phases, Optional.empty(), reason));
  }

  private Finished cutShort(
      long start, List<PhaseRecord> phases, Optional<FinalAudit> audit, String reason) {
    Duration length = Duration.ofNanos(Math.max(LEAD.toNanos(), waiter.nanos() - start));
    // What is under way goes on meanwhile, and would not fit to what was counted before.
    return new Finished(
        measured.copy(), start, phases, length, audit, Optional.empty(), Optional.of(reason));
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
    int given = all.judgedFromStore(books, truth, clock);
    // A store that has just come back is still left alone for a while by what guards it.
    while (given < options.accounts() && waiter.nanos() - giveUp < 0) {
      waiter.waitUntil(waiter.nanos() + PAUSE.toNanos());
      given = all.judgedFromStore(books, truth, clock);
    }
    return given;
  }

  private void runUp() throws TimeoutException, InterruptedException {
    BankLoad load = loadFrom(waiter.nanos() + FAR_AHEAD.toNanos());
    new RunUp(options.readsPerSecond(), options.postingsPerSecond(), options.runUpSteps())
        .run(waiter, banks::allClosed, load, measured);
  }

  private BankLoad loadFrom(long start) {
    var load = new BankLoad(http, workload, books, truth, clock, measured, start);
    loads.add(load);
    return load;
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

  /** A load that is over, be it at its end or not. */
  final class Finished {
    private final Measurements seen;
    private final long start;
    private final List<PhaseRecord> phases;
    private final Duration length;
    private final Optional<FinalAudit> audit;
    private final Optional<Closing> closing;
    private final Optional<String> cutShort;

    private Finished(
        Measurements seen,
        long start,
        List<PhaseRecord> phases,
        Duration length,
        Optional<FinalAudit> audit,
        Optional<Closing> closing,
        Optional<String> cutShort) {
      this.seen = seen;
      this.start = start;
      this.phases = phases;
      this.length = length;
      this.audit = audit;
      this.closing = closing;
      this.cutShort = cutShort;
    }

    /** Why it did not go to its end, as a sentence; empty where it did. */
    Optional<String> cutShort() {
      return cutShort;
    }

    /** All that was observed. */
    RunRecord record(
        RunResult.Startup startup, OptionalDouble peakMb, RunResult.Environment environment) {
      return new RunRecord(
          variant.word(),
          seen,
          truth.counts(),
          start,
          audit,
          loads.stream().flatMap(load -> load.contradictions().stream()).toList(),
          phases,
          cutShort,
          closing,
          banks.states(start),
          http.askedElsewhere(),
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
              seen.worstLagNanos() / NANOS_PER_MILLI,
              options.command()),
          environment);
    }
  }
}

package dev.fallback.bank.lab;

import dev.fallback.bank.lab.fault.Phase;
import dev.fallback.bank.lab.fault.Stage;
import dev.fallback.bank.lab.load.BankLoad;
import dev.fallback.bank.lab.node.BankNode;
import dev.fallback.bank.lab.truth.Books;
import dev.fallback.bank.lab.truth.Books.Book;
import dev.fallback.bank.lab.truth.FinalAudit;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedPostgres;
import dev.fallback.testkit.TcpProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the faults of one run may lay their hands on. For one thread at a time. */
final class RunStage implements Stage {
  private static final long SETTLE_SECONDS = 30;

  private final Servers servers;
  private final Servers.Place place;
  private final Banks banks;
  private final Recovery recovery;
  private final Books books;
  private final Audit settled;
  private final Supplier<Book> fresh;
  private final SplittableRandom random;
  private volatile @Nullable BankLoad load;
  private volatile Duration lasts = Duration.ZERO;
  private volatile Optional<FinalAudit> earlier = Optional.empty();

  /** Compares the ledger in force with the database. */
  interface Audit {
    FinalAudit make() throws SQLException;
  }

  RunStage(
      Servers servers,
      Servers.Place place,
      Banks banks,
      Recovery recovery,
      Books books,
      Audit settled,
      Supplier<Book> fresh,
      long seed) {
    this.servers = servers;
    this.place = place;
    this.banks = banks;
    this.recovery = recovery;
    this.books = books;
    this.settled = settled;
    this.fresh = fresh;
    this.random = new SplittableRandom(seed);
  }

  /** The load whose postings can be held back. */
  void loadedBy(BankLoad running) {
    load = running;
  }

  /** The phase that begins. */
  void next(Phase phase) {
    lasts = phase.part();
  }

  /** What was found before the backend was restored; empty where it was not. */
  Optional<FinalAudit> earlierAudit() {
    return earlier;
  }

  @Override
  public EmbeddedPostgres postgres() {
    return servers.postgres();
  }

  @Override
  public TcpProxy proxy() {
    return servers.proxy();
  }

  @Override
  public List<EmbeddedCassandra> storeNodes() {
    return servers.storeNodes();
  }

  @Override
  public List<BankNode> banks() {
    return banks.nodes();
  }

  @Override
  public void sql(String statements) throws SQLException {
    new Sql(place.jdbcUrl()).execute(statements);
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public Duration lasts() {
    return lasts;
  }

  @Override
  public void backendLies(boolean lies) {
    books.backendLies(lies);
  }

  @Override
  public void settlePostings() throws SQLException, TimeoutException, InterruptedException {
    running().holdPostings(SETTLE_SECONDS);
    earlier = Optional.of(settled.make());
  }

  @Override
  public void rewinding() {
    books.announce(fresh.get());
  }

  @Override
  public void awaitBackend() {
    recovery.await(Recovery.PATIENCE);
  }

  @Override
  public void rewound() {
    books.replace();
    running().goOnPosting();
  }

  private BankLoad running() {
    BankLoad current = load;
    if (current == null) {
      throw new IllegalStateException("there is no load yet");
    }
    return current;
  }
}

package dev.fallback.bank;

import dev.fallback.ServiceControl;
import dev.fallback.bank.account.GuardedPostings;
import dev.fallback.bank.account.Postings;
import dev.fallback.bank.account.StatementAnswers;
import dev.fallback.bank.postgres.BankSchema;
import dev.fallback.bank.postgres.PostgresPool;
import dev.fallback.bank.postgres.PostgresPostings;
import dev.fallback.bank.postgres.PostgresStatements;
import dev.fallback.bank.variant.StatementReads;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpKeys;
import dev.fallback.warmup.WarmUpRun;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bank without its front door: backend, statements through Fallback, postings. Opens, and
 * answers what it can, with Postgres or Cassandra down; takes them into use when they come.
 * Thread-safe; closed once.
 */
public final class BankCore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BankCore.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  /**
   * How long the address of a host name is believed. Name servers allow far more (that of a
   * container engine ten minutes), and a Postgres that comes back elsewhere would be missed for as
   * long. Names are asked for only when a connection is opened, so this costs next to nothing.
   */
  private static final Duration ADDRESS_KEPT = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final PostgresPool pool;
  private final BankSchema schema;
  private final SchemaKeeper keeper;
  private final Future<Void> accountsReady;
  private final EventFeed events = new EventFeed();
  private final StoreWatch store = new StoreWatch();
  private final StatementReads statements;
  private final GuardedPostings postings;

  private BankCore(BankSettings settings) {
    events.subscribe(store);
    events.subscribe(settings.listener());
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setAddressResolverOptions(
                    new AddressResolverOptions()
                        .setCacheMaxTimeToLive(Math.toIntExact(ADDRESS_KEPT.toSeconds())))
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    pool = new PostgresPool(vertx, settings.postgres());
    schema = new BankSchema(pool);
    postings = new GuardedPostings(new PostgresPostings(pool));
    statements = settings.variant().open(new PostgresStatements(pool), settings, events);
    keeper = new SchemaKeeper(vertx, schema, settings.extraAccounts());
    accountsReady = keeper.start();
  }

  /** Opens a bank; never waits for its servers. */
  public static BankCore open(BankSettings settings) {
    return new BankCore(settings);
  }

  /** Reads of statements. */
  public StatementAnswers statements() {
    return statements;
  }

  /**
   * State of the statement reads and an operator's hand on it; empty for a bank without Fallback.
   */
  public Optional<ServiceControl> control() {
    return statements.control();
  }

  /**
   * Begins to put statements into the store, in state Forced.
   *
   * @param name of the job, under which it keeps its checkpoint
   * @param as what the job is to be like
   * @throws BankStartException for a bank without Fallback
   */
  public WarmUpRun warmUp(String name, WarmUpKeys<Long> accounts, UnaryOperator<WarmUp<Long>> as) {
    return statements
        .warmUp(name, accounts, as)
        .orElseThrow(
            () -> new BankStartException("A bank without Cassandra has no store to fill."));
  }

  /** Postings, refused at once while the backend is down. */
  public Postings postings() {
    return postings;
  }

  /** Numbers and tables of accounts in Postgres. */
  public BankSchema schema() {
    return schema;
  }

  /** Completes once Postgres has the bank's tables and accounts. */
  public Future<Void> accountsReady() {
    return accountsReady;
  }

  /** Whether Postgres has its tables and accounts, and statements are protected. */
  public boolean isReady() {
    return accountsReady.succeeded() && isProtected();
  }

  /** Whether statements are protected, so that the store may answer while Postgres cannot. */
  public boolean isProtected() {
    return statements.isReady();
  }

  /** What keeps {@link #accountsReady} from completing; empty when nothing does. */
  public String complaint() {
    return keeper.complaint();
  }

  /** Everything that Fallback tells. */
  public EventFeed events() {
    return events;
  }

  /** How the parts are, as far as known. */
  public JsonObject health() {
    JsonObject health =
        new JsonObject()
            .put("status", "up")
            .put("postings", new JsonObject().put("state", postings.state()));
    control()
        .ifPresent(
            control ->
                health
                    .put(
                        "statements",
                        new JsonObject()
                            .put("state", control.state().name())
                            .put("retryAfterMs", control.retryAfter().toMillis()))
                    .put(
                        "unprotected",
                        new JsonObject(Map.<String, Object>copyOf(statements.unprotected())))
                    .put("store", store.status()));
    return health;
  }

  Vertx vertx() {
    return vertx;
  }

  /** Ends all work within seconds. */
  @Override
  public void close() {
    keeper.stop();
    statements.close();
    pool.close();
    try {
      vertx.close().await(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Seen when a connection was being opened; its threads end with the JVM.
      LOG.info("Vert.x did not close within {}", CLOSE_LIMIT);
    }
  }
}

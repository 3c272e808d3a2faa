package dev.fallback.bank.variant;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fallback.CassandraSettings;
import dev.fallback.bank.account.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last answers as JSON in one table of Cassandra, written after the answer by hand. As-of is
 * the write timestamp, so that a late writer does not win. Every answer is written, nothing bounds
 * how many writes are under way, and a write that fails is lost. Connects in the background, again
 * and again.
 */
final class JsonInCassandra implements LastAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(JsonInCassandra.class);
  private static final Duration REQUEST = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration RETENTION = Duration.ofDays(400);
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final CassandraSettings settings;
  private final ScheduledExecutorService timer;
  private final AtomicBoolean writesFail = new AtomicBoolean();
  private volatile @Nullable Connection connection;
  private volatile boolean closed;

  private record Connection(
      CqlSession session, PreparedStatement insert, PreparedStatement select) {}

  JsonInCassandra(CassandraSettings settings, ScheduledExecutorService timer) {
    this.settings = settings;
    this.timer = timer;
    connect();
  }

  @Override
  public void keep(Kept answer) {
    Connection open = connection;
    if (open == null) {
      return;
    }
    try {
      open.session()
          .executeAsync(
              open.insert()
                  .bind(
                      answer.statement().accountId(),
                      JSON.writeValueAsString(answer.statement()),
                      Math.toIntExact(RETENTION.toSeconds()),
                      ChronoUnit.MICROS.between(Instant.EPOCH, answer.asOf())))
          .whenComplete((written, failure) -> tell(failure));
    } catch (JsonProcessingException | RuntimeException e) {
      tell(e);
    }
  }

  @Override
  public CompletionStage<Optional<Kept>> find(long accountId) {
    Connection open = connection;
    if (open == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return open.session()
        .executeAsync(open.select().bind(accountId))
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(JsonInCassandra::read));
  }

  @Override
  public boolean isReady() {
    return connection != null;
  }

  @Override
  public void close() {
    closed = true;
    Connection open = connection;
    if (open != null) {
      open.session().close();
    }
  }

  private static Kept read(Row row) {
    try {
      return new Kept(
          JSON.readValue(row.getString("json"), Statement.class),
          Instant.EPOCH.plus(row.getLong("as_of"), ChronoUnit.MICROS));
    } catch (JsonProcessingException e) {
      throw new CompletionException(e);
    }
  }

  private void connect() {
    CqlSession.builder()
        .addContactPoints(settings.contactPoints())
        .withLocalDatacenter(settings.localDatacenter())
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST)
                .withString(
                    DefaultDriverOption.REQUEST_CONSISTENCY,
                    DefaultConsistencyLevel.LOCAL_QUORUM.name())
                .build())
        .buildAsync()
        .thenCompose(this::prepare)
        .whenComplete(this::connected);
  }

  private CompletionStage<Connection> prepare(CqlSession session) {
    String table = settings.keyspace() + ".statement_json";
    return session
        .executeAsync(
            SimpleStatement.newInstance(
                    "CREATE TABLE IF NOT EXISTS "
                        + table
                        + " (account_id bigint PRIMARY KEY, json text)")
                .setTimeout(Duration.ofSeconds(10)))
        .thenCompose(
            made ->
                session.prepareAsync(
                    "INSERT INTO "
                        + table
                        + " (account_id, json) VALUES (?, ?) USING TTL ? AND TIMESTAMP ?"))
        .thenCompose(
            insert ->
                session
                    .prepareAsync(
                        "SELECT json, writetime(json) AS as_of FROM "
                            + table
                            + " WHERE account_id = ?")
                    .thenApply(select -> new Connection(session, insert, select)))
        .whenComplete(
            (prepared, failure) -> {
              if (failure != null) {
                session.closeAsync();
              }
            });
  }

  private void connected(@Nullable Connection opened, @Nullable Throwable failure) {
    if (opened != null) {
      connection = opened;
      if (closed) {
        opened.session().closeAsync();
      }
    } else if (!closed) {
      LOG.debug("Cassandra cannot be used yet", failure);
      timer.schedule(this::connect, RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Once for each change, not once for each write. */
  private void tell(@Nullable Throwable failure) {
    boolean fails = failure != null;
    if (writesFail.getAndSet(fails) != fails) {
      LOG.warn(fails ? "Answers can no longer be kept" : "Answers can be kept again", failure);
    }
  }
}

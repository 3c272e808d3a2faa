package dev.fallback.bench.engine;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.TupleType;
import dev.fallback.CassandraSettings;
import dev.fallback.bank.account.Kind;
import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.account.StatementServiceFallbackDescriptor;
import dev.fallback.bank.account.Transaction;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The same table read by hand: the same query, prepared, at the same consistency, mapped by the
 * driver's values by index, which is faster than by name. It has no breaker, no limit, no shared
 * reads, and where nothing else is asked for it stays on the driver's thread, which Fallback does
 * not.
 */
final class StoredStatementReader implements StatementService, AutoCloseable {
  private final CqlSession session;
  private final PreparedStatement select;
  private final TupleType key;

  private final Executor completions;

  /**
   * @param completions maps rows, and completes what callers get
   */
  StoredStatementReader(CassandraSettings settings, Executor completions) {
    this.completions = completions;
    session =
        CqlSession.builder()
            .addContactPoints(
                settings.contactPoints().stream()
                    .map(point -> new InetSocketAddress(point.getHostString(), point.getPort()))
                    .toList())
            .withLocalDatacenter(settings.localDatacenter())
            .build();
    String query =
        StatementServiceFallbackDescriptor.STATEMENT
            .table()
            .select()
            .replace("${keyspace}", settings.keyspace());
    select =
        session.prepare(
            SimpleStatement.builder(query)
                .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM)
                .setIdempotence(true)
                .build());
    key = (TupleType) select.getVariableDefinitions().get(0).getType();
  }

  @Override
  public CompletionStage<Statement> statement(long accountId) {
    return session
        .executeAsync(select.bind(key.newValue().setLong(0, accountId)))
        .thenApplyAsync(StoredStatementReader::read, completions);
  }

  private static Statement read(AsyncResultSet rows) {
    Row row = Objects.requireNonNull(rows.one());
    TupleValue snapshot = Objects.requireNonNull(row.getTupleValue(0));
    UdtValue value = Objects.requireNonNull(snapshot.getUdtValue(0));
    List<UdtValue> stored = Objects.requireNonNull(value.getList(4, UdtValue.class));
    List<Transaction> transactions = new ArrayList<>(stored.size());
    for (UdtValue each : stored) {
      transactions.add(transaction(each));
    }
    return new Statement(
        value.getLong(0), value.getLong(1), value.getLong(2), value.getLong(3), transactions);
  }

  private static Transaction transaction(UdtValue value) {
    return new Transaction(
        value.getLong(0),
        value.getLong(1),
        Kind.valueOf(Objects.requireNonNull(value.getString(2))),
        Objects.requireNonNull(value.getString(3)),
        instant(Objects.requireNonNull(value.getTupleValue(4))),
        value.getLong(5));
  }

  private static Instant instant(TupleValue value) {
    return Objects.requireNonNull(value.getLocalDate(0))
        .atTime(Objects.requireNonNull(value.getLocalTime(1)))
        .toInstant(ZoneOffset.UTC);
  }

  @Override
  public void close() {
    session.close();
  }
}

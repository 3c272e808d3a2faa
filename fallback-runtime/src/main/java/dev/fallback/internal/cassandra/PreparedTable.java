package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.fallback.codegen.StoredTable;
import java.util.concurrent.CompletionStage;

/** The two statements of one table, prepared. */
record PreparedTable(PreparedStatement insert, PreparedStatement select) {

  static CompletionStage<PreparedTable> prepare(
      CqlSession session, StoredTable table, String keyspace) {
    return session
        .prepareAsync(in(keyspace, table.insert()))
        .thenCombine(session.prepareAsync(in(keyspace, table.select())), PreparedTable::new);
  }

  private static String in(String keyspace, String statement) {
    return statement.replace("${keyspace}", keyspace);
  }
}

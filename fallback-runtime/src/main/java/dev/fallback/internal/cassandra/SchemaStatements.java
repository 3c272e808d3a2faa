package dev.fallback.internal.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.fallback.internal.time.Time;

/** Executes schema statements, each once, and waits until all nodes have what came of it. */
final class SchemaStatements {
  private final CqlSession session;
  private final SchemaAgreement agreement;

  SchemaStatements(CqlSession session, Time time) {
    this.session = session;
    this.agreement = new SchemaAgreement(session, time);
  }

  SchemaAgreement agreement() {
    return agreement;
  }

  /** Never retried: nobody knows whether a statement that failed has been executed. */
  void execute(String statement) {
    ResultSet result =
        session.execute(
            SimpleStatement.newInstance(statement)
                .setIdempotent(false)
                .setExecutionProfileName(Sessions.DDL));
    agreement.await(result.getExecutionInfo().getCoordinator());
  }
}

package dev.fallback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.fallback.CassandraSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

@EnabledOnOs(OS.LINUX)
@ExtendWith(SharedCluster.class)
class EmbeddedCassandraClusterIT {
  @Test
  void three_nodes_hold_every_row_and_two_of_them_suffice(EmbeddedCassandraCluster cluster) {
    CassandraSettings settings = cluster.createKeyspace("held");
    try (CqlSession session = session(settings)) {
      await().until(session::checkSchemaAgreement);
      session.execute("CREATE TABLE held.t (id int PRIMARY KEY)");
      session.execute(statement("INSERT INTO held.t (id) VALUES (1)", ConsistencyLevel.ALL));

      cluster.nodes().get(2).kill();
      session.execute(statement("INSERT INTO held.t (id) VALUES (2)", ConsistencyLevel.QUORUM));
      cluster.nodes().get(2).restart();

      assertThat(session.execute(statement("SELECT id FROM held.t", ConsistencyLevel.QUORUM)).all())
          .hasSize(2);
    }
  }

  private static SimpleStatement statement(String cql, ConsistencyLevel level) {
    return SimpleStatement.builder(cql).setConsistencyLevel(level).setIdempotence(true).build();
  }

  private static CqlSession session(CassandraSettings settings) {
    return CqlSession.builder()
        .addContactPoints(settings.contactPoints())
        .withLocalDatacenter(settings.localDatacenter())
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                .build())
        .build();
  }
}

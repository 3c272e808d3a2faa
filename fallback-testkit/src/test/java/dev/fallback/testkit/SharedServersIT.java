package dev.fallback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.CassandraSettings;
import dev.fallback.testkit.internal.cassandra.CqlConnection;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({CassandraExtension.class, PostgresExtension.class})
class SharedServersIT {
  private static final Set<Object> SERVERS = ConcurrentHashMap.newKeySet();
  private static final Set<String> PLACES = ConcurrentHashMap.newKeySet();

  @Nested
  class OneClass {
    @Test
    void gets_servers_and_places(
        EmbeddedCassandra cassandra,
        CassandraSettings settings,
        EmbeddedPostgres postgres,
        PostgresDatabase database)
        throws IOException, SQLException {
      use(cassandra, settings, postgres, database);
    }

    @Test
    void gets_them_again(
        EmbeddedCassandra cassandra,
        CassandraSettings settings,
        EmbeddedPostgres postgres,
        PostgresDatabase database)
        throws IOException, SQLException {
      use(cassandra, settings, postgres, database);
    }
  }

  @Nested
  class AnotherClass {
    @Test
    void gets_the_same_servers_and_other_places(
        EmbeddedCassandra cassandra,
        CassandraSettings settings,
        EmbeddedPostgres postgres,
        PostgresDatabase database)
        throws IOException, SQLException {
      use(cassandra, settings, postgres, database);
    }

    @Test
    void gets_a_server_that_was_left_dead_alive(EmbeddedPostgres postgres) {
      postgres.kill();
    }
  }

  @AfterAll
  static void there_was_one_server_of_each_kind_and_a_place_for_each_class() {
    assertThat(SERVERS).hasSize(2);
    assertThat(PLACES).hasSize(4);
  }

  private static void use(
      EmbeddedCassandra cassandra,
      CassandraSettings settings,
      EmbeddedPostgres postgres,
      PostgresDatabase database)
      throws IOException, SQLException {
    SERVERS.add(cassandra);
    SERVERS.add(postgres);
    PLACES.add("keyspace " + settings.keyspace());
    PLACES.add("database " + database.database());
    try (var connection = CqlConnection.open(cassandra.contactPoint(), Duration.ofSeconds(10))) {
      connection.execute("SELECT release_version FROM system.local");
      connection.execute("USE " + settings.keyspace());
    }
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl())) {
      assertThat(connection.getCatalog()).isEqualTo(database.database());
    }
  }
}

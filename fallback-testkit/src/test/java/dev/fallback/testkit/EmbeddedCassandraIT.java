package dev.fallback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(CassandraExtension.class)
class EmbeddedCassandraIT {
  private static final String LOOPBACK = "127.0.0.1";

  @TempDir Path folder;

  @Test
  void it_answers_keeps_data_through_a_kill_and_leaves_nothing_when_closed() {
    Path directory;
    try (var cassandra = EmbeddedCassandra.start()) {
      directory = cassandra.directory();
      long firstPid = cassandra.pid();
      cassandra.createKeyspace("k");
      try (CqlSession session = session(cassandra)) {
        session.execute("CREATE TABLE k.t (id int PRIMARY KEY, v text)");
        session.execute("INSERT INTO k.t (id, v) VALUES (1, 'kept')");
      }
      // Cassandra marks its log ten times a second; killed, it forgets what came after the mark.
      await().pollDelay(Duration.ofSeconds(1)).until(() -> true);

      cassandra.kill();
      assertThat(cassandra.isAlive()).isFalse();
      assertThatThrownBy(() -> cassandra.createKeyspace("never")).hasMessageContaining("never");

      cassandra.restart();
      assertThat(cassandra.pid()).isNotEqualTo(firstPid);
      try (CqlSession session = session(cassandra)) {
        assertThat(one(session, "SELECT v FROM k.t WHERE id = 1").getString("v")).isEqualTo("kept");
      }
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void a_pause_hangs_requests_and_a_resume_answers_them(EmbeddedCassandra cassandra)
      throws Exception {
    try (CqlSession session = session(cassandra)) {
      cassandra.pause();
      CompletableFuture<?> answer =
          session.executeAsync("SELECT release_version FROM system.local").toCompletableFuture();
      await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());
      assertThat(cassandra.isAlive()).isTrue();

      cassandra.resume();
      assertThat(answer.get(30, TimeUnit.SECONDS)).isNotNull();
    } finally {
      cassandra.resume();
    }
  }

  @Test
  void a_given_folder_has_one_user_keeps_its_data_and_a_table_made_again_has_its_old_id() {
    UUID first;
    try (var cassandra = EmbeddedCassandra.builder().directory(folder).start()) {
      var second = EmbeddedCassandra.builder().directory(folder);
      assertThatThrownBy(second::start)
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining(folder.toString());
      assertThat(cassandra.isAlive()).isTrue();

      cassandra.createKeyspace("k");
      try (CqlSession session = session(cassandra)) {
        session.execute("CREATE TABLE k.t (id int PRIMARY KEY)");
        first = tableId(session);
      }
    }
    try (var cassandra = EmbeddedCassandra.builder().directory(folder).start();
        CqlSession session = session(cassandra)) {
      assertThat(tableId(session)).isEqualTo(first);
      session.execute("DROP TABLE k.t");
      session.execute("CREATE TABLE k.t (id int PRIMARY KEY)");
      assertThat(tableId(session)).isEqualTo(first);
      assertThat(
              one(session, "SELECT value FROM system_views.settings WHERE name = 'paxos_variant'")
                  .getString("value"))
          .isEqualTo("v2");
      cassandra.kill(); // an orderly end, which takes some seconds, was had above
    }
  }

  @Test
  void a_taken_port_is_named_with_a_way_out() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      var builder = EmbeddedCassandra.builder().port(other.getLocalPort());
      assertThatThrownBy(builder::start)
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
          .hasMessageContaining("another process holds the port")
          .hasMessageContaining("port(");
    }
  }

  @Test
  void a_node_that_dies_in_its_start_shows_the_end_of_its_log() throws IOException {
    Files.writeString(folder.resolve("data"), "a file where a folder is wanted");
    var builder = EmbeddedCassandra.builder().directory(folder);

    assertThatThrownBy(builder::start)
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("ended during its start with exit code")
        .hasMessageContaining("cassandra.log")
        .hasMessageContaining(folder.resolve("data").toString());
  }

  private static UUID tableId(CqlSession session) {
    return Objects.requireNonNull(
        one(
                session,
                "SELECT id FROM system_schema.tables WHERE keyspace_name = 'k' AND table_name = 't'")
            .getUuid("id"));
  }

  private static Row one(CqlSession session, String query) {
    return Objects.requireNonNull(session.execute(query).one());
  }

  private static CqlSession session(EmbeddedCassandra cassandra) {
    return CqlSession.builder()
        .addContactPoint(cassandra.contactPoint())
        .withLocalDatacenter(cassandra.localDatacenter())
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                .build())
        .build();
  }
}

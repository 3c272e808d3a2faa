package dev.fallback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fallback.testkit.internal.artifact.CacheFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
  @TempDir Path folder;

  @Test
  void it_is_durable_keeps_data_through_kills_and_leaves_nothing_when_closed() throws SQLException {
    Path directory;
    try (var postgres = EmbeddedPostgres.start()) {
      directory = postgres.directory();
      assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      execute(postgres, "CREATE TABLE t (id int PRIMARY KEY)");
      for (int round = 1; round <= 3; round++) {
        execute(postgres, "INSERT INTO t VALUES (" + round + ")");
        try (Connection open = connect(postgres)) {
          postgres.kill();
          assertThat(postgres.isAlive()).isFalse();
          assertThatThrownBy(() -> read(open, "SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> connect(postgres)).isInstanceOf(SQLException.class);
        postgres.restart();
        assertThat(query(postgres, "SELECT count(*) FROM t")).isEqualTo(Integer.toString(round));
      }
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void it_is_rewound_to_the_copy_that_was_kept_and_can_be_again() throws SQLException {
    try (var postgres = EmbeddedPostgres.start()) {
      assertThatThrownBy(postgres::rewind).isInstanceOf(IllegalStateException.class);
      postgres.restart();
      execute(postgres, "CREATE TABLE t (id int PRIMARY KEY)");
      execute(postgres, "INSERT INTO t VALUES (1)");
      postgres.keepCopy();
      for (int round = 0; round < 2; round++) {
        execute(postgres, "INSERT INTO t VALUES (2)");
        postgres.rewind();
        assertThat(query(postgres, "SELECT count(*) FROM t")).isEqualTo("1");
      }
    }
  }

  @Test
  void a_pause_hangs_open_connections_and_a_resume_answers_them() throws Exception {
    try (var postgres = EmbeddedPostgres.start();
        Connection connection = connect(postgres)) {
      assertThat(read(connection, "SELECT 1")).isEqualTo("1");
      postgres.pause();
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> readUnchecked(connection, "SELECT 2"));
      await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());
      assertThat(postgres.isAlive()).isTrue();

      postgres.resume();
      assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("2");
    }
  }

  @Test
  void a_paused_server_can_be_killed_and_restarted() throws SQLException {
    try (var postgres = EmbeddedPostgres.start()) {
      postgres.pause();
      postgres.restart();
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void a_restart_succeeds_under_a_storm_of_connections() throws Exception {
    try (var postgres = EmbeddedPostgres.start();
        var storm = new ConnectionStorm(postgres.jdbcUrl(), 8)) {
      for (int round = 0; round < 5; round++) {
        long before = storm.answers();
        await().until(() -> storm.answers() > before + 20);
        postgres.kill();
        long failures = storm.failures();
        await().until(() -> storm.failures() > failures + 20);
        postgres.restart();
      }
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void a_given_folder_keeps_its_data_after_an_orderly_close() throws SQLException {
    try (var postgres = EmbeddedPostgres.builder().directory(folder).start()) {
      execute(postgres, "CREATE TABLE t (id int)");
    }
    try (var postgres =
        EmbeddedPostgres.builder().directory(folder).setting("max_connections", "17").start()) {
      assertThat(query(postgres, "SELECT count(*) FROM t")).isEqualTo("0");
      assertThat(query(postgres, "SHOW max_connections")).isEqualTo("17");
    }
  }

  @Test
  void two_at_once_unpack_the_programs_once_and_do_not_meet() throws Exception {
    String before = System.setProperty(CacheFolder.PROPERTY, folder.toString());
    try {
      var first = CompletableFuture.supplyAsync(EmbeddedPostgres::start);
      var second = CompletableFuture.supplyAsync(EmbeddedPostgres::start);
      try (var one = first.get(2, TimeUnit.MINUTES);
          var two = second.get(2, TimeUnit.MINUTES)) {
        assertThat(one.port()).isNotEqualTo(two.port());
        one.createDatabase("only_here");
        assertThat(query(two, "SELECT count(*) FROM pg_database WHERE datname = 'only_here'"))
            .isEqualTo("0");
      }
      try (Stream<Path> made = Files.list(folder)) {
        assertThat(made).singleElement().matches(path -> path.toString().contains("postgres-"));
      }
    } finally {
      if (before == null) {
        System.clearProperty(CacheFolder.PROPERTY);
      } else {
        System.setProperty(CacheFolder.PROPERTY, before);
      }
    }
  }

  @Test
  void a_taken_port_is_named_with_a_way_out() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var builder = EmbeddedPostgres.builder().port(other.getLocalPort());
      assertThatThrownBy(builder::start)
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
          .hasMessageContaining("another process holds the port");
    }
  }

  @Test
  void a_wrong_setting_shows_the_end_of_the_log() {
    var builder =
        EmbeddedPostgres.builder().directory(folder).setting("shared_buffers", "nonsense");

    assertThatThrownBy(builder::start)
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("ended during its start with exit code 1")
        .hasMessageContaining("invalid value for parameter \"shared_buffers\"");
  }

  @Test
  void data_of_another_version_is_refused() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/PG_VERSION"), "9\n");
    var builder = EmbeddedPostgres.builder().directory(folder);

    assertThatThrownBy(builder::start)
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("data of Postgres 9")
        .hasMessageContaining(folder.toString());
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl());
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres)) {
      return read(connection, sql);
    }
  }

  private static String read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  private static String readUnchecked(Connection connection, String sql) {
    try {
      return read(connection, sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}

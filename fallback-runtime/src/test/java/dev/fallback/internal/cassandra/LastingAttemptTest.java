package dev.fallback.internal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.AsyncAutoCloseable;
import dev.fallback.internal.engine.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** An attempt at a session lasts until there is one, or until nobody wants one. */
class LastingAttemptTest {
  private final ManualTime time = new ManualTime();
  private final List<CompletableFuture<Session>> attempts = new ArrayList<>();
  private final LastingAttempt<Session> connection =
      new LastingAttempt<>(
          () -> {
            attempts.add(new CompletableFuture<>());
            return attempts.get(attempts.size() - 1);
          },
          time,
          Runnable::run);

  @Test
  void an_attempt_that_failed_is_followed_by_another_a_while_later() {
    attempts.get(0).completeExceptionally(new IllegalStateException("connection lost"));
    assertThat(connection.failure())
        .get()
        .hasToString("java.lang.IllegalStateException: connection lost");
    assertThat(connection.session()).isNotDone();
    time.advance(Duration.ofNanos(LastingAttempt.PAUSE_NANOS - 1));
    assertThat(attempts).hasSize(1);
    time.advance(Duration.ofNanos(1));
    assertThat(attempts).hasSize(2);
    Session opened = new Session();
    attempts.get(1).complete(opened);
    assertThat(connection.session()).isCompletedWithValue(opened);
    assertThat(connection.failure()).isEmpty();
  }

  @Test
  void closing_ends_the_attempt_under_way_and_begins_no_other() {
    connection.close();
    assertThat(attempts.get(0)).isCancelled();
    time.advance(Duration.ofMinutes(1));
    assertThat(attempts).hasSize(1);
  }

  @Test
  void closing_between_two_attempts_leaves_it_at_one() {
    attempts.get(0).completeExceptionally(new IllegalStateException("connection lost"));
    connection.close();
    time.advance(Duration.ofMinutes(1));
    assertThat(attempts).hasSize(1);
    assertThat(connection.session()).isNotDone();
  }

  @Test
  void closing_closes_the_session_that_is_open() {
    Session opened = new Session();
    attempts.get(0).complete(opened);
    assertThat(opened.closed).isNotDone();
    connection.close();
    assertThat(opened.closed).isDone();
  }

  private static final class Session implements AsyncAutoCloseable {
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<Void> closeFuture() {
      return closed;
    }

    @Override
    public CompletionStage<Void> closeAsync() {
      return forceCloseAsync();
    }

    @Override
    public CompletionStage<Void> forceCloseAsync() {
      closed.complete(null);
      return closed;
    }
  }
}

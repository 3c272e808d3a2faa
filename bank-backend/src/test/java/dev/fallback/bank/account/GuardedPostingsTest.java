package dev.fallback.bank.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GuardedPostingsTest {
  private static final Posted POSTED = new Posted(1, 5, 100, 1);

  private Supplier<CompletionStage<Posted>> backend =
      () -> CompletableFuture.completedFuture(POSTED);
  private int asked;
  private final GuardedPostings postings =
      new GuardedPostings(
          (account, kind, amount, description) -> {
            asked++;
            return backend.get();
          });

  @Test
  void passes_on_what_the_backend_says() {
    assertThat(post().join()).isEqualTo(POSTED);
  }

  @Test
  void refuses_at_once_and_asks_no_more_once_the_backend_has_failed_often() {
    backend =
        () ->
            CompletableFuture.failedFuture(
                new PostingRefusedException("down", Duration.ofSeconds(1), null));
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> post().join()).hasMessageContaining("down");
    }
    assertThat(postings.state()).isEqualTo("OPEN");
    assertThatThrownBy(() -> post().join())
        .cause()
        .isInstanceOf(PostingRefusedException.class)
        .hasMessageContaining("held to be out of reach");
    assertThat(asked).isEqualTo(5);
  }

  @Test
  void business_errors_are_answers_and_never_close_the_door() {
    backend =
        () ->
            CompletableFuture.failedFuture(
                new CompletionException(new InsufficientLimitException(1)));
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> post().join())
          .cause()
          .isInstanceOf(InsufficientLimitException.class);
    }
    backend = () -> CompletableFuture.failedFuture(new AccountNotFoundException(1));
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> post().join()).cause().isInstanceOf(AccountNotFoundException.class);
    }
    assertThat(postings.state()).isEqualTo("CLOSED");
    assertThat(asked).isEqualTo(100);
  }

  @Test
  void a_backend_that_throws_is_passed_on() {
    backend =
        () -> {
          throw new IllegalStateException("bug");
        };
    assertThatThrownBy(this::post).isInstanceOf(IllegalStateException.class);
    assertThat(postings.state()).isEqualTo("CLOSED");
  }

  private CompletableFuture<Posted> post() {
    return postings.post(1, Kind.CREDIT, 5, "test").toCompletableFuture();
  }
}

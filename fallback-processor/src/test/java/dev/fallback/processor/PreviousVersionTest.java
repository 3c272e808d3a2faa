package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.Answer;
import dev.fallback.Fallbacks;
import dev.fallback.Source;
import dev.fallback.codegen.ByteSink;
import dev.fallback.testkit.InMemoryStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** The day of a release that changed a key: what the previous one stored still answers. */
class PreviousVersionTest {
  private static final PreviousReleases RELEASES = new PreviousReleases();
  private static final IOException DOWN = new IOException("the backend is down");

  private final InMemoryStore store = new InMemoryStore(InstantSource.system());

  @Test
  void a_miss_is_answered_from_the_previous_table_with_its_own_as_of() throws Exception {
    Answer<?> stored = first(RELEASES.first.value(7L, 1234L), 7L);
    Answer<?> found = second(DOWN, 7, 0);
    assertThat(found.value()).hasToString("Statement[id=7, currency=EUR, balance=1234 cents]");
    assertThat(found.source()).isEqualTo(Source.STORE);
    assertThat(found.asOf()).isEqualTo(stored.asOf());
    assertThat(second(DOWN, 7, 0).asOf()).isEqualTo(stored.asOf());
    assertThat(newRow(7)).isEmpty();
  }

  @Test
  void what_the_new_release_recorded_comes_first() throws Exception {
    first(RELEASES.first.value(7L, 1234L), 7L);
    Object fresh = RELEASES.second.value(7L, RELEASES.second.currency(0), "more");
    second(fresh, 7, 0);
    assertThat(second(DOWN, 7, 0).value()).isEqualTo(fresh);
  }

  @Test
  void a_key_that_there_was_not_or_that_cannot_be_made_is_a_miss() throws Exception {
    first(RELEASES.first.value(7L, 1234L), 7L);
    assertThatThrownBy(() -> second(DOWN, 7, 1)).hasRootCauseMessage(DOWN.getMessage());
    assertThatThrownBy(() -> second(DOWN, -7, 0)).hasRootCauseMessage(DOWN.getMessage());
    assertThatThrownBy(() -> second(DOWN, 8, 0)).hasRootCauseMessage(DOWN.getMessage());
  }

  @Test
  void an_answer_that_the_converter_refuses_is_a_miss() throws Exception {
    first(RELEASES.first.value(7L, -1L), 7L);
    assertThatThrownBy(() -> second(DOWN, 7, 0)).hasRootCauseMessage(DOWN.getMessage());
  }

  @Test
  void a_null_answer_stays_null_without_asking_the_converter() throws Exception {
    first(null, 7L);
    assertThat(second(DOWN, 7, 0).value()).isNull();
  }

  @Test
  void a_known_absence_is_not_answered_from_the_previous_table() throws Exception {
    first(RELEASES.first.value(7L, 1234L), 7L);
    assertThatThrownBy(() -> second(new NoSuchElementException("closed"), 7, 0))
        .hasRootCauseMessage("closed");
    assertThatThrownBy(() -> second(DOWN, 7, 0)).hasRootCauseMessage(DOWN.getMessage());
  }

  private Answer<?> first(Object backendSays, long id) throws Exception {
    try (Fallbacks fallbacks = fallbacks()) {
      return RELEASES.first.ask(fallbacks, backendSays, id);
    }
  }

  private Answer<?> second(Object backendSays, long id, int currency) throws Exception {
    PreviousReleases.Release release = RELEASES.second;
    try (Fallbacks fallbacks = fallbacks()) {
      return release.ask(
          fallbacks, backendSays, release.caller(id), "trace", release.currency(currency));
    }
  }

  /** Closing drains what is recorded, and leaves the store for the next. */
  private Fallbacks fallbacks() {
    return Fallbacks.builder().store(new KeptStore(store)).build();
  }

  private java.util.Optional<?> newRow(long id) {
    ByteSink key = new ByteSink();
    int caller = key.begin();
    key.bigint(id);
    key.end(caller);
    key.text("EUR");
    return store
        .read(
            RELEASES.second.service.operation("statement").table(),
            ByteBuffer.wrap(key.toByteArray()))
        .toCompletableFuture()
        .join();
  }
}

package dev.fallback.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // a publisher is closed from its own thread
class KeysTest {
  @TempDir Path folder;

  private static <K> List<K> all(KeyStream<K> stream, int atMost) throws Exception {
    List<K> all = new ArrayList<>();
    for (List<K> some = next(stream, atMost); !some.isEmpty(); some = next(stream, atMost)) {
      assertThat(some).hasSizeLessThanOrEqualTo(atMost);
      all.addAll(some);
    }
    return all;
  }

  private static <K> List<K> next(KeyStream<K> stream, int atMost) throws Exception {
    return stream.next(atMost).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private WarmUpKeys<Long> file(String text) throws IOException {
    return CsvKeys.of(Files.writeString(folder.resolve("keys.csv"), text), "key", Long::valueOf);
  }

  private static List<Long> read(WarmUpKeys<Long> keys) throws Exception {
    try (KeyStream<Long> stream = keys.open()) {
      return all(stream, 2);
    }
  }

  @Test
  void an_iterable_is_drawn_in_its_order_and_tells_its_size() throws Exception {
    List<Integer> keys = List.of(3, 1, 2, 5, 4);
    try (KeyStream<Integer> stream = WarmUpKeys.of("some", keys).open()) {
      assertThat(all(stream, 2)).isEqualTo(keys);
      assertThat(stream.total().toCompletableFuture().get()).hasValue(5);
    }
  }

  @Test
  void an_iterator_is_drawn_no_further_than_asked_for() throws Exception {
    AtomicLong drawn = new AtomicLong();
    Iterable<Long> endless = () -> LongStream.generate(drawn::incrementAndGet).iterator();
    try (KeyStream<Long> stream = WarmUpKeys.of("endless", endless).open()) {
      next(stream, 10);
      assertThat(drawn).hasValueLessThanOrEqualTo(11);
    }
  }

  @Test
  void an_iterator_that_throws_is_not_asked_again() throws Exception {
    Iterable<Long> broken =
        () -> LongStream.range(0, 5).map(i -> Math.floorDiv(6, 3 - i)).iterator();
    try (KeyStream<Long> stream = WarmUpKeys.of("broken", broken).open()) {
      next(stream, 2);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> next(stream, 2)).hasCauseInstanceOf(WarmUpException.class);
      }
    }
  }

  @Test
  void a_publisher_is_asked_for_no_more_than_is_wanted() throws Exception {
    AtomicLong requested = new AtomicLong();
    Flow.Publisher<Long> counting =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  private long next;

                  @Override
                  public void request(long n) {
                    requested.addAndGet(n);
                    for (long i = 0; i < n; i++) {
                      subscriber.onNext(next++);
                    }
                  }

                  @Override
                  public void cancel() {
                    requested.set(-1);
                  }
                });
    try (KeyStream<Long> stream = WarmUpKeys.published("counting", () -> counting).open()) {
      assertThat(next(stream, 3)).containsExactly(0L);
      assertThat(requested).hasValue(3);
      assertThat(next(stream, 2)).containsExactly(1L, 2L);
      assertThat(requested).hasValue(3);
      assertThat(next(stream, 2)).containsExactly(3L);
      assertThat(requested).hasValue(5);
    }
    assertThat(requested).hasValue(-1);
  }

  @Test
  void a_publisher_on_another_thread_is_drawn_to_its_end() throws Exception {
    try (SubmissionPublisher<Long> publisher = new SubmissionPublisher<>();
        KeyStream<Long> stream = WarmUpKeys.published("some", () -> publisher).open()) {
      Thread source =
          new Thread(
              () -> {
                LongStream.range(0, 1_000).forEach(publisher::submit);
                publisher.close();
              });
      source.start();
      assertThat(all(stream, 7)).hasSize(1_000).isSorted().doesNotHaveDuplicates();
      source.join();
    }
  }

  @Test
  void a_publisher_s_error_is_told() {
    try (SubmissionPublisher<Long> publisher = new SubmissionPublisher<>();
        KeyStream<Long> stream = WarmUpKeys.published("some", () -> publisher).open()) {
      publisher.closeExceptionally(new IllegalStateException("no more"));
      assertThatThrownBy(() -> next(stream, 7)).hasRootCauseMessage("no more");
    }
  }

  @Test
  void a_column_of_that_name_is_read_whatever_else_there_is() throws Exception {
    assertThat(read(file("name,KEY\n\"a, \"\"b\"\"\",1\n# said\n\nc, 2 \r\nd,3")))
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_file_without_a_header_is_read_from_its_first_line() throws Exception {
    assertThat(read(file("1\n2\n3\n"))).containsExactly(1L, 2L, 3L);
    assertThat(read(file(""))).isEmpty();
    assertThat(read(file("key\n"))).isEmpty();
  }

  @Test
  void what_is_no_key_is_named_with_its_line() throws Exception {
    WarmUpKeys<Long> keys = file("key\n1\nx\n");
    assertThatThrownBy(() -> read(keys))
        .hasRootCauseInstanceOf(NumberFormatException.class)
        .hasMessageContaining("line 3: 'x'");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    WarmUpKeys<Long> keys = CsvKeys.of(folder.resolve("none.csv"), "key", Long::valueOf);
    assertThatThrownBy(() -> read(keys)).hasMessageContaining("none.csv");
  }

  @Test
  void failed_keys_are_read_back_as_keys() throws Exception {
    Path file = folder.resolve("failed.csv");
    try (FailedKeys failed = new FailedKeys(file)) {
      assertThat(file).doesNotExist();
      failed.add("7", new IllegalStateException("a, \"b\"\nc"));
      assertThat(Files.readString(file)).contains("7"); // before it is closed
      failed.add("8", new IllegalStateException());
    }
    try (FailedKeys more = new FailedKeys(file)) {
      more.add("9", new IllegalStateException());
    }
    assertThat(read(CsvKeys.of(file, FailedKeys.COLUMN, Long::valueOf)))
        .containsExactly(7L, 8L, 9L);
  }
}

package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.fallback.Fallbacks;
import dev.fallback.Hold;
import dev.fallback.State;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.metrics.FallbackMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The meters of an engine that lives through a bad day. */
class MetersTest {
  private final Bench bench = new Bench();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private int calls;

  /** Keys and values that would be noticed anywhere. */
  private void live(long key) {
    CompletableFuture<Long> hanging = new CompletableFuture<>();
    List<CompletableFuture<?>> all =
        List.of(
            bench.answering(key, key + 1),
            bench.failing(key),
            bench.failing(key + 2),
            bench.ask(key, () -> CompletableFuture.failedFuture(new Bench.NotFound())),
            bench.ask(key, () -> CompletableFuture.failedFuture(new NullPointerException())),
            bench.ask(key, () -> hanging));
    all.get(all.size() - 1).cancel(true);
    calls += all.size();
  }

  private void day() {
    for (State state : List.of(State.FORCED, State.REVERSED, State.ISOLATED, State.BYPASS)) {
      live(7_777_000);
      bench.hold(state);
      live(7_777_000);
      bench.control().release();
    }
    bench.store.mode = ScriptedStore.Mode.FAILS;
    live(7_777_000);
    bench.time.advance(Bench.WAIT);
    live(7_777_100);
    bench.time.advance(Duration.ofMinutes(1));
    FallbackMetrics metrics = new FallbackMetrics(registry);
    bench.events.forEach(metrics);
  }

  @Test
  void no_key_and_no_value_is_in_any_tag_and_no_author() {
    day();
    assertThat(registry.getMeters()).hasSizeGreaterThan(20);
    assertThat(registry.getMeters().stream().map(Meter::getId).flatMap(MetersTest::words))
        .noneMatch(word -> word.contains("7777") || word.contains("because"));
  }

  private static Stream<String> words(Meter.Id id) {
    return Stream.concat(
        Stream.of(id.getName()),
        id.getTags().stream().flatMap(tag -> Stream.of(tag.getKey(), tag.getValue())));
  }

  @Test
  void the_sum_of_calls_over_all_tags_is_the_number_of_calls() {
    day();
    double counted =
        registry.get("fallback.calls").counters().stream().mapToDouble(each -> each.count()).sum();
    assertThat(counted).isEqualTo(calls);
  }

  @Test
  void an_operation_that_is_held_by_itself_has_a_state_of_its_own() {
    String name = MetersTest.class.getName();
    Bench.Service service =
        new Bench.Service(name, List.of(numbers(name, "number"), numbers(name, "other")));
    try (Fallbacks fallbacks =
        Fallbacks.builder().store(new ScriptedStore()).settings(ConfigFactory.empty()).build()) {
      service.operations().forEach(each -> fallbacks.operation(service, each));
      new FallbackMetrics(registry).watchState(fallbacks, MetersTest.class);
      Hold hold = new Hold(State.ISOLATED, "me", "because", Duration.ofHours(1));
      fallbacks.service(MetersTest.class).operation("number").hold(hold);

      assertThat(fallbacks.service(MetersTest.class).operations())
          .containsExactly("number", "other");
      assertThat(stateOf("number")).isEqualTo("isolated");
      assertThat(stateOf("other")).isEqualTo("closed");
      assertThat(stateOf("")).isEqualTo("closed");
    }
  }

  private static OperationDescriptor<Long> numbers(String service, String operation) {
    return OperationDescriptor.of(service, operation, new Bench.NumberCodec())
        .maxAge(Bench.MAX_AGE)
        .retention(Bench.MAX_AGE.multipliedBy(2))
        .timeout(Bench.TIMEOUT)
        .storedIn(
            new StoredTable(operation, "frozen<tuple<bigint>>", "bigint", "insert", "select"),
            "tag");
  }

  /** The only state whose gauge says 1. */
  private String stateOf(String operation) {
    List<String> states =
        registry.get("fallback.state").tag("operation", operation).gauges().stream()
            .filter(each -> each.value() == 1)
            .map(each -> each.getId().getTag("state"))
            .toList();
    assertThat(states).hasSize(1);
    return states.get(0);
  }

  @Test
  void more_keys_make_no_more_meters() {
    day();
    int meters = registry.getMeters().size();
    for (long key = 0; key < 100; key++) {
      live(key * 10);
    }
    FallbackMetrics metrics = new FallbackMetrics(registry);
    bench.events.forEach(metrics);
    assertThat(registry.getMeters()).hasSizeLessThanOrEqualTo(meters + 3);
  }
}

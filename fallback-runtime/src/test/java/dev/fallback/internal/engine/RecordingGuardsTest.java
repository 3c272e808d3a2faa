package dev.fallback.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.RecordingGuard;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards are found by the names under which they were given. */
class RecordingGuardsTest {
  private static final RecordingGuard<Long> GROWS = (stored, answered) -> answered >= stored;
  private static final RecordingGuard<Long> ANY = (stored, answered) -> true;

  private final RecordingGuards guards = new RecordingGuards();

  @Test
  void the_last_of_an_operation_counts() {
    guards.add("test.Numbers", "number", ANY);
    guards.add("test.Numbers", "number", GROWS);
    guards.check(List.of(Bench.SERVICE));
    assertThat(guards.of(Bench.NUMBER)).contains(GROWS);
  }

  @Test
  void one_whose_operation_does_not_exist_is_told_with_those_that_do() {
    guards.add("test.Numbers", "nubmer", GROWS);
    assertThat(guards.of(Bench.NUMBER)).isEmpty();
    assertThatThrownBy(() -> guards.check(List.of(Bench.SERVICE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("guard: test.Numbers has no operation 'nubmer'; it has [number]");
  }

  @Test
  void one_of_a_service_that_is_not_listed_is_not_judged() {
    guards.add("test.Others", "number", GROWS);
    guards.check(List.of(Bench.SERVICE));
    assertThat(guards.of(Bench.NUMBER)).isEmpty();
  }
}

package dev.fallback.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final Comparison BYTES =
      new Comparison("bytes-10", new Figure.Bytes(650), "json", new Figure.Bytes(1000));

  @Test
  void a_target_is_met_up_to_the_ratio_itself() {
    assertThat(outcome(BYTES.atMost(0.65)).isMet()).isTrue();
    assertThat(outcome(BYTES.atMost(0.64)).isMet()).isFalse();
    assertThat(outcome(BYTES).isMet()).isFalse();
  }

  @Test
  void the_table_shows_target_and_whether_it_is_met() {
    String table = Table.of(List.of(outcome(BYTES.atMost(0.64)), outcome(BYTES.of("small"))));
    assertThat(table.lines().map(l -> l.replaceAll(" {2,}", "|")))
        .containsExactly(
            "case|subject|peer|ours|peer's|ratio|least|target|met|spread",
            "bytes-10|fallback|json|650 B|1000 B|0.650|0.650|≤ 0.640|NO|±0 %",
            "bytes-10|small|json|650 B|1000 B|0.650|0.650|±0 %");
  }

  @Test
  void a_peer_of_nothing_or_less_is_not_measurable_and_meets_no_target() {
    for (double theirs : new double[] {0, -3}) {
      var outcome = new Outcome(BYTES.atMost(2), 650, theirs, 1, 0, 0);
      assertThat(outcome.isMet()).isFalse();
      assertThat(Table.of(List.of(outcome))).contains("–", "not measurable");
    }
  }

  @Test
  void spread_is_the_distance_between_the_quartiles() {
    Samples samples = new Samples(5, 1, 3, 2, 4);
    assertThat(samples.median()).isEqualTo(3);
    assertThat(samples.least()).isEqualTo(1);
    assertThat(samples.spread()).isCloseTo(2.0 / 3, within(1e-9));
  }

  private static Outcome outcome(Comparison comparison) {
    return Outcome.of(comparison, new Measurement(Budget.SMOKE, List.of()));
  }
}

package dev.fallback.bank.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.node.NodeFigures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhaseRecordTest {
  private static NodeFigures dropped(long count) {
    return new NodeFigures(40, 60, 80, 1000, Map.of("QUEUE_FULL", count));
  }

  @Test
  void a_bank_that_began_to_count_anew_hides_nothing_of_what_the_other_counted() {
    PhaseRecord kill = SampleRun.KILL;
    PhaseRecord phase =
        new PhaseRecord(
            kill.phase(),
            kill.from(),
            kill.begun(),
            kill.ending(),
            kill.restored(),
            kill.to(),
            kill.recordedBefore(),
            kill.recordedAgain(),
            kill.end(),
            List.of(dropped(100), dropped(10)),
            List.of(dropped(2), dropped(17)));
    assertThat(phase.counted(NodeFigures::dropped)).isEqualTo(2 + 7);
  }
}

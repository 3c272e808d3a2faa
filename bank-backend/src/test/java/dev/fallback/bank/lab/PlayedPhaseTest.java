package dev.fallback.bank.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.fault.FaultKind;
import dev.fallback.bank.lab.fault.Phase;
import dev.fallback.bank.lab.report.PhaseRecord;
import dev.fallback.bank.lab.report.PhaseRecord.End;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlayedPhaseTest {
  private final PlayedPhase played =
      new PlayedPhase(new Phase(List.of(FaultKind.KILL), Duration.ofSeconds(2)), 100);

  @Test
  void what_had_not_happened_when_it_was_cut_short_has_the_time_of_its_end() {
    played.begun(200, 7);
    PhaseRecord record = played.cutShort(250);
    assertThat(record.end()).isEqualTo(End.CUT_SHORT);
    assertThat(record.from()).isEqualTo(100);
    assertThat(record.begun()).isEqualTo(200);
    assertThat(record.ending()).isEqualTo(250);
    assertThat(record.restored()).isEqualTo(250);
    assertThat(record.to()).isEqualTo(250);
    assertThat(record.recordedBefore()).isEqualTo(7);
  }

  @Test
  void one_that_had_not_even_begun_lasts_no_time() {
    PhaseRecord record = played.cutShort(50);
    assertThat(record.from()).isEqualTo(50);
    assertThat(record.begun()).isEqualTo(50);
    assertThat(record.to()).isEqualTo(50);
  }

  @Test
  void giving_up_is_not_forgotten() {
    played.begun(200, 7);
    played.ending(300);
    played.restored(310);
    played.recordedAgain(OptionalLong.of(320));
    assertThat(played.over(400, false, List.of()).end()).isEqualTo(End.NOT_RECOVERED);
    assertThat(played.over(400, true, List.of()).end()).isEqualTo(End.RECOVERED);
    assertThat(played.over(400, true, List.of()).recordedAgain()).hasValue(320);
  }
}

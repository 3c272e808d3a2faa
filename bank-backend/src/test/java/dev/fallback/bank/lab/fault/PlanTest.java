package dev.fallback.bank.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.bank.lab.fault.FaultKind.Need;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {

  @ParameterizedTest
  @EnumSource
  void a_fault_is_found_by_its_word_and_can_be_made_again_and_again(FaultKind kind) {
    assertThat(FaultKind.of(kind.word())).isEqualTo(kind);
    assertThat(kind.make()).isNotSameAs(kind.make());
    assertThat(kind.label()).isNotBlank();
  }

  @Test
  void a_comma_is_then_and_a_plus_is_together() {
    Plan plan = Plan.of("kill,hang+store-kill", 30, 1);
    assertThat(plan.phases())
        .containsExactly(
            new Phase(List.of(FaultKind.KILL), Duration.ofSeconds(10)),
            new Phase(List.of(FaultKind.HANG, FaultKind.STORE_KILL), Duration.ofSeconds(10)));
    assertThat(plan.words()).isEqualTo("kill,hang+store-kill");
    assertThat(plan.needs(Need.CLUSTER)).isTrue();
    assertThat(plan.needs(Need.TWO_BANKS)).isFalse();
  }

  @Test
  void reads_are_promised_answers_while_backend_or_store_lives() {
    for (String faults : List.of("kill", "store-down", "service-kill", "flap+store-hang")) {
      assertThat(Plan.of(faults, 30, 1).phases().get(0).promisesAnswers()).as(faults).isTrue();
    }
    for (String faults : List.of("both-down", "kill+store-down", "kill+service-kill")) {
      assertThat(Plan.of(faults, 30, 1).phases().get(0).promisesAnswers()).as(faults).isFalse();
    }
  }

  @Test
  void all_is_every_fault_once() {
    assertThat(Plan.of("all", 30, 1).phases())
        .hasSize(FaultKind.values().length)
        .allMatch(phase -> phase.faults().size() == 1);
  }

  @Test
  void a_soak_is_drawn_from_its_seed_and_lasts_as_long_as_it_was_asked_to() {
    Plan plan = Plan.of("soak", 3600, 7);
    assertThat(plan).isEqualTo(Plan.of("soak", 3600, 7)).isNotEqualTo(Plan.of("soak", 3600, 8));
    Duration length =
        plan.phases().stream()
            .map(phase -> phase.part().multipliedBy(3))
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(length).isBetween(Duration.ofSeconds(3600), Duration.ofSeconds(3645));
    assertThat(plan.begins()).as("be there repairs or not").isEqualTo(Duration.ofSeconds(3600));
    assertThat(Plan.of("kill,hang", 3600, 7).begins()).isGreaterThan(Duration.ofDays(365));
    assertThat(plan.phases()).anyMatch(phase -> phase.faults().size() == 2);
    for (Phase phase : plan.phases()) {
      assertThat(Plan.of(phase.words(), 6, 1).phases()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fire|found 'fire', allowed are kill, hang",
        "kill,|found ''",
        "kill+hang|same victim, postgres",
        "kill+kill|same victim",
        "slow+rewind|same victim, network",
        "rewind,rewind|one only"
      })
  void what_cannot_be_gets_a_sentence(String words, String part) {
    assertThatThrownBy(() -> Plan.of(words, 30, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }

  @Test
  void flapping_is_no_slower_than_five_seconds_and_quicker_in_a_short_fault() {
    assertThat(Flap.period(Duration.ofMinutes(1))).isEqualTo(5000);
    assertThat(Flap.period(Duration.ofSeconds(2))).isEqualTo(500);
  }
}

package dev.fallback.bank.lab;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.bank.lab.fault.Plan;
import dev.fallback.bank.variant.Variant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
  /** What the start script gives. */
  private static final long HEAP = 512L << 20;

  private static LabOptions options(String faults, int seconds, double rate, Variant... variants) {
    return new LabOptions(
        Plan.of(faults, seconds, 7),
        List.of(variants),
        rate,
        rate * 3 / 8,
        200,
        7,
        5,
        Duration.ofSeconds(1),
        Duration.ofSeconds(8),
        "./bank outage");
  }

  @Test
  void what_people_run_fits() {
    for (LabOptions options :
        List.of(
            options("kill", 60, 400, Variant.FALLBACK),
            options("all", 30, 400, Variant.values()),
            options("soak", 3600, 100, Variant.FALLBACK))) {
      assertThatCode(() -> MemoryNeed.check(options, HEAP))
          .as(options.plan().words())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void what_would_die_of_its_own_evidence_is_refused_and_told_what_fits() {
    assertThatThrownBy(() -> MemoryNeed.check(options("soak", 7200, 400, Variant.FALLBACK), HEAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--seconds: ")
        .hasMessageContaining(" of 400 reads and 150 postings a second")
        .hasMessageContaining("fit, more at a lower rate");
    assertThatThrownBy(
            () -> MemoryNeed.check(options("kill", 86_400, 20_000, Variant.FALLBACK), HEAP))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

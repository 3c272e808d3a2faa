package dev.fallback.bank.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.load.FakeWaiter;
import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.load.ReadSample;
import dev.fallback.bank.lab.load.ReadSample.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FakeWaiter waiter = new FakeWaiter(0);
  private final Measurements measured = new Measurements();

  private void reads(int count, Source source) {
    for (int i = 0; i < count; i++) {
      measured.add(new ReadSample(i, 1, source));
    }
  }

  @Test
  void banks_that_ask_the_backend_and_are_answered_by_it_have_recovered() {
    reads(20, Source.BACKEND);
    assertThat(new Recovery(() -> true, measured, waiter).await(Duration.ZERO)).isTrue();
  }

  @Test
  void one_bank_that_stays_open_is_no_recovery_though_the_other_is_answered() {
    reads(100, Source.BACKEND);
    assertThat(new Recovery(() -> false, measured, waiter).await(PATIENCE)).isFalse();
    assertThat(waiter.nanos()).isBetween(PATIENCE.toNanos(), PATIENCE.plusSeconds(1).toNanos());
  }

  @Test
  void a_single_answer_of_the_backend_is_no_recovery() {
    reads(20, Source.STORE);
    reads(1, Source.BACKEND);
    assertThat(new Recovery(() -> true, measured, waiter).await(PATIENCE)).isFalse();
  }

  @Test
  void a_recovery_that_takes_its_time_is_waited_for() {
    reads(20, Source.BACKEND);
    long closes = Duration.ofSeconds(12).toNanos();
    var recovery = new Recovery(() -> waiter.nanos() >= closes, measured, waiter);
    assertThat(recovery.await(PATIENCE)).isTrue();
  }
}

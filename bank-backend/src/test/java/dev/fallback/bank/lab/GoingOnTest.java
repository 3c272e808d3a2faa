package dev.fallback.bank.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.bank.lab.load.FakeWaiter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GoingOnTest {
  private final FakeWaiter waiter = new FakeWaiter(0);

  @Test
  void what_has_gone_on_already_is_seen_without_waiting() throws Exception {
    assertThat(new GoingOn(() -> 8, waiter).awaitMoreThan(7, Duration.ZERO)).hasValue(0);
  }

  @Test
  void what_goes_on_later_is_waited_for() throws Exception {
    long later = Duration.ofSeconds(3).toNanos();
    var count = new GoingOn(() -> waiter.nanos() >= later ? 8 : 7, waiter);
    assertThat(count.awaitMoreThan(7, Duration.ofSeconds(10)).orElseThrow())
        .isBetween(later, later + Duration.ofSeconds(1).toNanos());
  }

  @Test
  void what_stands_still_is_not_waited_for_without_end() throws Exception {
    assertThat(new GoingOn(() -> 7, waiter).awaitMoreThan(7, Duration.ofSeconds(10))).isEmpty();
  }
}

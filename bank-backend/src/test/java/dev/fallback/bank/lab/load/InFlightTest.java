package dev.fallback.bank.lab.load;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InFlightTest {
  private final InFlight requests = new InFlight();

  @Test
  void there_may_be_any_number() throws Exception {
    for (int i = 0; i < 100_000; i++) {
      requests.begun();
    }
    assertThatThrownBy(() -> requests.awaitNone(0))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("100000 requests have no answer after 0 s");
    for (int i = 0; i < 100_000; i++) {
      requests.ended();
    }
    requests.awaitNone(0);
  }

  @Test
  @Timeout(30)
  void the_last_wakes_who_waits() throws Exception {
    requests.begun();
    Thread waiter = Thread.currentThread();
    Thread last =
        new Thread(
            () -> {
              while (waiter.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              requests.ended();
            });
    last.start();
    requests.awaitNone(60);
    last.join();
  }
}

package dev.fallback.bank.lab.fault;

import static dev.fallback.bank.lab.fault.FaultKind.BOTH_DOWN;
import static dev.fallback.bank.lab.fault.FaultKind.HANG;
import static dev.fallback.bank.lab.fault.FaultKind.KILL;
import static dev.fallback.bank.lab.fault.FaultKind.OLD_RELEASE;
import static dev.fallback.bank.lab.fault.FaultKind.REWIND;
import static dev.fallback.bank.lab.fault.FaultKind.SERVICE_KILL;
import static dev.fallback.bank.lab.fault.FaultKind.STORE_DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The order in which faults that come together are made is not that in which they are written. */
class FaultsTest {

  @Test
  void whoever_repairs_the_backend_finds_banks_and_a_store_in_order() {
    assertThat(Faults.inOrder(List.of(SERVICE_KILL, REWIND))).containsExactly(REWIND, SERVICE_KILL);
    assertThat(Faults.inOrder(List.of(STORE_DOWN, REWIND))).containsExactly(REWIND, STORE_DOWN);
    assertThat(Faults.inOrder(List.of(KILL, SERVICE_KILL))).containsExactly(KILL, SERVICE_KILL);
  }

  @Test
  void a_bank_that_migrates_finds_a_store() {
    assertThat(Faults.inOrder(List.of(STORE_DOWN, OLD_RELEASE)))
        .containsExactly(OLD_RELEASE, STORE_DOWN);
    assertThat(Faults.inOrder(List.of(BOTH_DOWN, SERVICE_KILL)))
        .containsExactly(SERVICE_KILL, BOTH_DOWN);
    assertThat(Faults.inOrder(List.of(STORE_DOWN, HANG, SERVICE_KILL)))
        .containsExactly(HANG, SERVICE_KILL, STORE_DOWN);
  }
}

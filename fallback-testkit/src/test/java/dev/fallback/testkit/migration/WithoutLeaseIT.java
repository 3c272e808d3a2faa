package dev.fallback.testkit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.CassandraSettings;
import dev.fallback.testkit.EmbeddedCassandraCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What the lease is for: without it the same migrators, when their statements meet, lose fields and
 * damage the schema. With loose timing, several rounds have done no damage: that is the danger.
 */
@Tag("cluster")
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have only 127.0.0.1 by default")
class WithoutLeaseIT {
  private static final int ROUNDS = 3;
  private static final int MIGRATORS = 8;

  @Test
  void migrators_without_a_lease_do_damage() throws Exception {
    List<String> damage = new ArrayList<>();
    try (EmbeddedCassandraCluster cluster = EmbeddedCassandraCluster.start()) {
      for (int round = 0; round < ROUNDS; round++) {
        CassandraSettings settings = cluster.settings("free" + round);
        List<String> failures = Race.inStep(settings, MIGRATORS, Migrator.NONE);
        List<String> faults = Soundness.faults(settings, Items.ofAll(MIGRATORS));
        System.out.printf(
            "Round %d without a lease: %d of %d migrators failed, %d faults after it%n",
            round + 1, failures.size(), MIGRATORS, faults.size());
        failures.forEach(failure -> System.out.println("  failed: " + failure));
        faults.forEach(fault -> System.out.println("  fault: " + fault));
        damage.addAll(failures);
        damage.addAll(faults);
      }
    }
    assertThat(damage).isNotEmpty();
  }
}

package dev.fallback.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that are maps, as one writes them and as Cassandra has them. */
class TableOptionsTest {
  private static LiveTable live(String scaling) {
    return new LiveTable(
        Map.of(),
        Map.of(
            "compaction",
            Map.of(
                "class",
                "org.apache.cassandra.db.compaction.UnifiedCompactionStrategy",
                "scaling_parameters",
                scaling)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "org.apache.cassandra.db.compaction."})
  void entries_may_hold_commas_and_classes_their_package(String packageName) {
    TableOptions options =
        TableOptions.snapshots(
            Map.of(
                "compaction",
                "{'class': '%sUnifiedCompactionStrategy', 'scaling_parameters': 'T4, L4'}"
                    .formatted(packageName)));
    assertThat(options.differing(live("T4, L4"))).isEmpty();
    assertThat(options.differing(live("T4, L5"))).containsOnlyKeys("compaction");
  }
}

package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.schema.SchemaException;
import dev.fallback.testkit.CassandraExtension;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.release.MatrixReport;
import dev.fallback.testkit.release.Release;
import dev.fallback.testkit.release.ReleaseMatrix;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Releases whose types differ, side by side on a real node. */
@ExtendWith(CassandraExtension.class)
class EvolvingReleasesIT {
  private static final String SERVICE =
      """
      package bank;

      import dev.fallback.annotation.*;
      import java.util.*;
      import java.util.concurrent.CompletionStage;

      public interface Accounts {
        %s

        @Fallback(maxAge = "1d")
        CompletionStage<Account> account(long id);

        @Fallback(maxAge = "1d")
        CompletionStage<Map<String, List<Account>>> accounts(String owner);
      }
      """;
  private static final String OLD = "record Account(long id, String name, List<Long> amounts) {}";

  private static EmbeddedCassandra cassandra;

  @BeforeAll
  static void share(EmbeddedCassandra shared) {
    cassandra = shared;
  }

  @Test
  void a_field_at_the_end_is_passed_over_by_the_old_release_and_missed_by_the_new() {
    MatrixReport report =
        matrix(
            "at_the_end",
            OLD,
            "record Account(long id, String name, List<Long> amounts, Long hold) {}");
    assertThat(report.faults()).isEmpty();
    assertThat(report.missed("new", "old")).isZero();
    assertThat(report.missed("new", "new")).isZero();
    assertThat(report.missed("old", "old")).isZero();
    assertThat(report.read("old", "new")).isZero();
  }

  @Test
  void a_field_in_the_middle_is_never_read_as_null() {
    MatrixReport report =
        matrix(
            "in_the_middle",
            OLD,
            "record Account(long id, Long hold, String name, List<Long> amounts) {}");
    assertThat(report.faults()).isEmpty();
    assertThat(report.missed("new", "old")).isZero();
    assertThat(report.read("old", "new")).isZero();
    assertThat(report.missed("new", "new")).isZero();
  }

  @Test
  void with_a_default_a_new_release_reads_what_an_old_one_wrote() {
    MatrixReport report =
        matrix(
            "defaults",
            OLD,
            """
            record Account(long id, @Stored(missing = "7") Long hold, String name,
                @Stored(missing = Stored.EMPTY) Optional<String> note, List<Long> amounts) {}
            """);
    assertThat(report.faults()).isEmpty();
    assertThat(report.cells()).allMatch(cell -> cell.missed() == 0 && cell.read() > 0);
    assertThat(report.loads()).allMatch(load -> load.missed() == 0 && load.reads() > 300);
  }

  @Test
  void two_releases_add_a_field_each_and_do_not_take_each_others_for_null() {
    MatrixReport report =
        matrix(
            "one_each",
            "record Account(long id, String name, List<Long> amounts, Long limit) {}",
            "record Account(long id, String name, List<Long> amounts, Long hold) {}");
    assertThat(report.faults()).isEmpty();
    assertThat(report.read("old", "new")).isZero();
    assertThat(report.read("new", "old")).isZero();
    assertThat(report.missed("old", "old")).isZero();
    assertThat(report.missed("new", "new")).isZero();
  }

  @Test
  void a_renamed_component_keeps_its_field() {
    MatrixReport report =
        matrix(
            "renamed",
            OLD,
            """
            record Account(long id, @Stored(was = "name") String holder, List<Long> amounts) {}
            """);
    assertThat(report.faults()).isEmpty();
    assertThat(report.cells()).allMatch(cell -> cell.missed() == 0 && cell.read() > 0);
  }

  @Test
  void a_new_variant_and_a_new_constant_are_misses_for_the_old_release_only() {
    String source =
        """
        sealed interface Status permits Open, Closed%s {}
        record Open(long since) implements Status {}
        record Closed(String why) implements Status {}
        %s
        enum Kind { GIRO, SAVINGS%s }
        record Account(long id, Kind kind, Status status) {}
        """;
    MatrixReport report =
        matrix(
            "variants",
            source.formatted("", "", ""),
            source.formatted(
                ", Frozen", "record Frozen(String by) implements Status {}", ", LOAN"));
    assertThat(report.faults()).isEmpty();
    assertThat(report.missed("new", "old")).isPositive();
    assertThat(report.read("new", "old")).isPositive();
    assertThat(report.missed("old", "new")).isZero();
    assertThat(report.missed("new", "new")).isZero();
    assertThat(report.missed("old", "old")).isZero();
  }

  @Test
  void a_component_of_another_type_cannot_live_side_by_side() {
    assertThatThrownBy(
            () ->
                matrix("retyped", OLD, "record Account(long id, long name, List<Long> amounts) {}"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("type retyped_old_first.account, field name: live is text")
        .hasMessageContaining("bank.Accounts.account, bank.Accounts.accounts");
  }

  private static MatrixReport matrix(String keyspace, String before, String after) {
    try (Release older = Release.compiled("old", List.of(SERVICE.formatted(before)));
        Release newer = Release.compiled("new", List.of(SERVICE.formatted(after)))) {
      return ReleaseMatrix.between(older, newer).run(cassandra, keyspace);
    }
  }
}

package dev.fallback.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import dev.fallback.internal.schema.ControlTables;
import dev.fallback.processor.model.Container;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.StoredName;
import dev.fallback.processor.model.StoredShape;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules at their edges, without a compiler. */
class RulesTest {
  private static final LocalDate LAST = LocalDate.of(2038, 1, 18);
  private static final Map<String, String> DAY = Map.of("maxAge", "1d");

  @Test
  void expiry_counts_the_two_hundredths_that_writes_add() {
    Map<String, String> kept = Map.of("maxAge", "1d", "retention", "100d");
    assertThat(codes(new ExpiryRule(LAST.minusDays(102), LAST), kept)).isEmpty();
    assertThat(codes(new ExpiryRule(LAST.minusDays(101), LAST), kept))
        .containsExactly(Code.EXPIRY_TOO_FAR);
  }

  @Test
  void expiry_counts_twice_the_maximum_age_where_no_retention_is_given() {
    Map<String, String> kept = Map.of("maxAge", "50d");
    assertThat(codes(new ExpiryRule(LAST.minusDays(102), LAST), kept)).isEmpty();
    assertThat(codes(new ExpiryRule(LAST.minusDays(101), LAST), kept))
        .containsExactly(Code.EXPIRY_TOO_FAR);
  }

  @Test
  void the_longest_age_that_is_allowed_is_still_judged() {
    assertThat(codes(new ExpiryRule(LAST.minusDays(8000), LAST), Map.of("maxAge", "7300d")))
        .isEmpty();
    assertThat(codes(new ExpiryRule(LAST.minusDays(7000), LAST), Map.of("maxAge", "7300d")))
        .containsExactly(Code.EXPIRY_TOO_FAR);
    assertThat(codes(new ExpiryRule(LAST, LAST), Map.of("maxAge", "7301d"))).isEmpty();
  }

  @Test
  void an_expiry_option_moves_the_end_by_decades() {
    LocalDate today = LocalDate.of(2027, 1, 1);
    assertThat(Settings.of(today, "").lastExpiry()).isEqualTo(LAST);
    assertThat(Settings.of(today, "2106").lastExpiry()).isEqualTo(LocalDate.of(2106, 2, 6));
  }

  @Test
  void durations_are_right_up_to_their_limits() {
    DurationRule rule = new DurationRule();
    for (String sound : List.of("1s", "7300d", "999999999ms")) {
      assertThat(codes(rule, Map.of("maxAge", sound))).as(sound).isEmpty();
    }
    for (String wrong : List.of("999ms", "7301d", "175201h", "0s")) {
      assertThat(codes(rule, Map.of("maxAge", wrong)))
          .as(wrong)
          .containsExactly(Code.DURATION_OUT_OF_RANGE);
    }
    for (String unread : List.of("1", "d", "1.5h", "-1d", "1 d", "1D", "1000000000s", "١d")) {
      assertThat(codes(rule, Map.of("maxAge", unread)))
          .as(unread)
          .containsExactly(Code.DURATION_UNREADABLE);
    }
    assertThat(codes(rule, Map.of())).containsExactly(Code.MAX_AGE_ABSENT);
    assertThat(codes(rule, Map.of("maxAge", "2d", "retention", "47h")))
        .containsExactly(Code.RETENTION_TOO_SHORT);
    assertThat(codes(rule, Map.of("maxAge", "2d", "retention", "48h", "timeout", "10m"))).isEmpty();
    assertThat(codes(rule, Map.of("maxAge", "2d", "timeout", "601s")))
        .containsExactly(Code.DURATION_OUT_OF_RANGE);
  }

  @Test
  void soft_times_are_two_or_none_and_shorter_than_the_hard_ones() {
    SoftTimesRule rule = new SoftTimesRule();
    assertThat(codes(rule, Map.of("maxAge", "1d", "softTimeout", "999ms", "softMaxAge", "24h")))
        .isEmpty();
    assertThat(codes(rule, Map.of("maxAge", "1d", "softTimeout", "1s", "softMaxAge", "25h")))
        .containsExactly(Code.SOFT_TIMES, Code.SOFT_TIMES);
    assertThat(codes(rule, Map.of("maxAge", "1d", "softTimeout", "9ms")))
        .containsExactly(Code.SOFT_TIMES);
    assertThat(codes(rule, Map.of("maxAge", "1d", "softMaxAge", "1h")))
        .containsExactly(Code.SOFT_TIMES);
    assertThat(codes(rule, Map.of("maxAge", "1d", "freshFor", "24h"))).isEmpty();
    assertThat(codes(rule, Map.of("maxAge", "1d", "freshFor", "1441m")))
        .containsExactly(Code.SOFT_TIMES);
  }

  @Test
  void versions_are_right_up_to_their_limits() {
    VersionRule rule = new VersionRule();
    for (String sound : List.of("1", "999")) {
      assertThat(codes(rule, Map.of("maxAge", "1d", "version", sound))).isEmpty();
    }
    for (String wrong : List.of("0", "-1", "1000")) {
      assertThat(codes(rule, Map.of("maxAge", "1d", "version", wrong)))
          .containsExactly(Code.VERSION_OUT_OF_RANGE);
    }
  }

  @Test
  void a_key_has_neither_sets_nor_more_scalars_than_a_statement_bears() {
    KeyRule rule = new KeyRule();
    StoredShape set = new StoredShape.SetOf(Container.SET, Facts.TEXT);
    assertThat(rule.judge(Facts.method(DAY, Facts.parameter(new StoredShape.Maybe(set)))))
        .extracting(Diagnostic::code)
        .containsExactly(Code.KEY_TYPE);
    assertThat(rule.judge(Facts.method(DAY, Facts.parameter(record(500))))).isEmpty();
    StoredShape lists = Facts.TEXT;
    for (int i = 0; i < 499; i++) {
      lists = new StoredShape.ListOf(Container.LIST, lists);
    }
    assertThat(rule.judge(Facts.method(DAY, Facts.parameter(lists)))).isEmpty();
    StoredShape deeper = new StoredShape.ListOf(Container.LIST, lists);
    assertThat(rule.judge(Facts.method(DAY, Facts.parameter(deeper)))).hasSize(1);
    assertThat(rule.judge(Facts.method(DAY, Facts.parameter(record(501)))))
        .extracting(Diagnostic::code)
        .containsExactly(Code.KEY_TYPE);
  }

  @Test
  void tables_of_our_own_are_known() {
    assertThat(TableRule.OWN)
        .containsExactlyInAnyOrder(
            ControlTables.LEASES, ControlTables.ORDERS, ControlTables.SHAPES, ControlTables.JOBS);
  }

  @Test
  void options_are_understood_or_told() {
    OptionRule rule = new OptionRule(Map.of("check", "folder"));
    assertThat(rule.judge(Map.of("check", "true", "folder", "x", "fallback.expiry", "2106")))
        .isEmpty();
    assertThat(rule.judge(Map.of("check", "false", "other", "yes"))).isEmpty();
    assertThat(rule.judge(Map.of("check", "true")))
        .extracting(Diagnostic::message)
        .containsExactly("option -Acheck has no effect without -Afolder=FOLDER");
    for (String noFolder : List.of("", " ", "a\0b")) {
      assertThat(rule.judge(Map.of("folder", noFolder)))
          .extracting(Diagnostic::message)
          .containsExactly("option -Afolder=" + noFolder + " names no folder");
    }
    assertThat(rule.judge(Map.of("check", "yes", "folder", "x", "fallback.expiry", "")))
        .extracting(Diagnostic::code)
        .containsExactly(Code.OPTION_UNREADABLE, Code.OPTION_UNREADABLE);
  }

  private static StoredShape record(int components) {
    StoredName name = new StoredName("name", false, Place.NOWHERE);
    List<StoredShape.Component> all = new ArrayList<>();
    for (int i = 0; i < components; i++) {
      all.add(
          new StoredShape.Component("c", "c", name, Facts.TEXT, Optional.empty(), Place.NOWHERE));
    }
    return new StoredShape.Product(ClassName.get("bank", "Key"), name, false, all, Place.NOWHERE);
  }

  private static List<Code> codes(Rule<MethodFacts> rule, Map<String, String> says) {
    return rule.judge(Facts.method(says)).stream().map(Diagnostic::code).toList();
  }
}

package dev.fallback.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Values at the edges of what their stored form can hold. */
class ExactFieldsTest {
  private static final LocalDate FIRST = LocalDate.ofEpochDay(Integer.MIN_VALUE);
  private static final LocalDate LAST = LocalDate.ofEpochDay(Integer.MAX_VALUE);

  @Test
  void the_first_and_last_date_of_cql_come_back() {
    for (LocalDate date : new LocalDate[] {FIRST, LAST, LocalDate.EPOCH}) {
      ByteSink sink = new ByteSink();
      TimeFields.writeLocalDate(date, sink);
      assertThat(TimeFields.readLocalDate(source(sink))).isEqualTo(date);
    }
  }

  @Test
  void dates_outside_cql_are_unstorable() {
    assertThatThrownBy(() -> TimeFields.writeLocalDate(LAST.plusDays(1), new ByteSink()))
        .isInstanceOf(UnstorableValueException.class)
        .hasMessageContaining("outside CQL's dates");
    assertThatThrownBy(() -> TimeFields.writeLocalDate(LocalDate.MIN, new ByteSink()))
        .isInstanceOf(UnstorableValueException.class);
    assertThatThrownBy(() -> TimeFields.writeInstant(Instant.MAX, new ByteSink()))
        .isInstanceOf(UnstorableValueException.class);
    assertThatThrownBy(() -> TimeFields.writeLocalDateTime(LocalDateTime.MIN, new ByteSink()))
        .isInstanceOf(UnstorableValueException.class);
  }

  @Test
  void an_instant_keeps_its_nanoseconds_before_the_epoch_too() {
    for (Instant instant :
        new Instant[] {Instant.ofEpochSecond(-1, 1), Instant.EPOCH.minusNanos(1)}) {
      ByteSink sink = new ByteSink();
      TimeFields.writeInstant(instant, sink);
      assertThat(TimeFields.readInstant(source(sink))).isEqualTo(instant);
    }
  }

  @Test
  void both_offsets_of_the_hour_that_clocks_repeat_come_back() {
    ZonedDateTime summer =
        ZonedDateTime.of(
            LocalDate.of(2026, 10, 25), LocalTime.of(2, 30), ZoneId.of("Europe/Paris"));
    ZonedDateTime winter = summer.withLaterOffsetAtOverlap();
    assertThat(winter).isNotEqualTo(summer);
    for (ZonedDateTime time : new ZonedDateTime[] {summer, winter}) {
      ByteSink sink = new ByteSink();
      TimeFields.writeZonedDateTime(time, sink);
      assertThat(TimeFields.readZonedDateTime(source(sink))).isEqualTo(time);
    }
  }

  @Test
  void a_time_of_day_beyond_midnight_is_unreadable() {
    ByteSink sink = new ByteSink();
    sink.bigint(86_400_000_000_000L);
    assertThatThrownBy(() -> TimeFields.readLocalTime(source(sink)))
        .isInstanceOf(UnreadableSnapshotException.class);
  }

  @Test
  void a_locale_whose_tag_means_another_is_unstorable() {
    Locale odd = new Locale.Builder().setLanguage("de").build();
    ByteSink sink = new ByteSink();
    NamedFields.writeLocale(odd, sink);
    assertThat(NamedFields.readLocale(source(sink))).isEqualTo(odd);
    @SuppressWarnings({"deprecation", "removal"})
    Locale inexact = new Locale("no", "NO", "NY");
    assertThatThrownBy(() -> NamedFields.writeLocale(inexact, new ByteSink()))
        .isInstanceOf(UnstorableValueException.class);
  }

  @Test
  void a_text_that_is_no_tag_of_a_locale_is_unreadable() {
    for (String text : new String[] {"de_DE", "", "a text of another release"}) {
      ByteSink sink = new ByteSink();
      sink.text(text);
      assertThatThrownBy(() -> NamedFields.readLocale(source(sink)))
          .isInstanceOf(UnreadableSnapshotException.class)
          .hasMessageContaining("is no language tag");
    }
  }

  @Test
  void an_address_with_a_scope_keeps_what_makes_it_equal() throws UnknownHostException {
    byte[] local = new byte[16];
    local[0] = (byte) 0xFE;
    local[1] = (byte) 0x80;
    Inet6Address scoped = Inet6Address.getByAddress(null, local, 3);
    ByteSink sink = new ByteSink();
    NamedFields.writeInetAddress(scoped, sink);
    assertThat(NamedFields.readInetAddress(source(sink))).isEqualTo(scoped);
  }

  @Test
  void a_zone_that_does_not_exist_is_unreadable() {
    ByteSink sink = new ByteSink();
    sink.text("Europe/Atlantis");
    assertThatThrownBy(() -> NamedFields.readZoneId(source(sink)))
        .isInstanceOf(UnreadableSnapshotException.class);
  }

  private static ByteSource source(ByteSink sink) {
    return new ByteSource(ByteBuffer.wrap(sink.toByteArray()));
  }
}

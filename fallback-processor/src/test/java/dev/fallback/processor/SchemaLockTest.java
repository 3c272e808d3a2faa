package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a lock: made, added to, released, kept. What it forbids is among the diagnostics. */
class SchemaLockTest {
  private static final String SOURCE =
      """
      package bank;

      import dev.fallback.annotation.*;
      import java.util.*;
      import java.util.concurrent.CompletionStage;

      public interface Service {
        enum Kind {
          DEBIT
        }

        sealed interface Hold permits Court {}

        record Court(String name) implements Hold {}

        record Item(long id, Kind kind, Hold hold%s) {}

        @Fallback(maxAge = "1d")
        CompletionStage<Item> item(long id);
      }
      """;

  private static final String HEADER =
      "# What bank.Service stores, for the compiler to compare with. Commit it; see"
          + " docs/schema-lock.md.\n";

  @TempDir private Path folder;

  @Test
  void the_first_build_takes_everything_down_as_open() throws IOException {
    assertThat(build("").succeeded()).isTrue();
    assertThat(lock())
        .isEqualTo(
            HEADER
                + """
                open     table service_item operation = item
                open     table service_item key = frozen<tuple<bigint>>
                open     table service_item answer = frozen<item>
                open     type court field name = text
                open     type hold variant court = frozen<court>
                open     type item field id = bigint
                open     type item field kind = text enum bank.Service.Kind
                open     type item field hold = frozen<hold>
                open     enum bank.Service.Kind constant DEBIT
                """);
  }

  @Test
  void what_is_open_may_change() throws IOException {
    build(", String note");
    assertThat(build(", long note").succeeded()).isTrue();
    assertThat(lock()).contains("open     type item field note = bigint");
    assertThat(build("").succeeded()).isTrue();
    assertThat(lock()).doesNotContain("note");
  }

  @Test
  void a_release_binds_and_what_is_added_is_open_again() throws IOException {
    build("", "-Afallback.schema.lock.release=true");
    assertThat(lock()).doesNotContain("open").contains("released type item field id = bigint");
    assertThat(build(", Optional<String> note").succeeded()).isTrue();
    assertThat(lock())
        .contains("released type item field hold", "open     type item field note = text");
    assertThat(build(", String note").diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.getMessage(null)).startsWith("FB-052"));
    assertThat(build(", @Stored(missing = Stored.EMPTY) Set<String> note").succeeded()).isTrue();
  }

  @Test
  void a_build_with_mistakes_writes_nothing() throws IOException {
    build("", "-Afallback.schema.lock.release=true");
    String before = lock();
    assertThat(build(", Thread note").succeeded()).isFalse();
    assertThat(lock()).isEqualTo(before);
  }

  @Test
  void a_check_passes_where_the_lock_is_as_the_code_is() throws IOException {
    build("");
    assertThat(build("", "-Afallback.schema.lock.check=true").succeeded()).isTrue();
    String before = lock();
    assertThat(build(", long more", "-Afallback.schema.lock.check=true").diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.getMessage(null)).startsWith("FB-055"));
    assertThat(lock()).isEqualTo(before);
  }

  @Test
  void the_same_code_leaves_the_file_untouched() throws IOException {
    build("");
    var before = Files.getLastModifiedTime(file());
    build("");
    assertThat(Files.getLastModifiedTime(file())).isEqualTo(before);
  }

  @Test
  void an_enum_in_the_place_of_another_is_bound_by_what_was_released_there() throws IOException {
    build("", "-Afallback.schema.lock.release=true");
    String renamed = SOURCE.formatted("").replace("Kind", "Way");
    List<String> options = List.of("-Afallback.schema.lock=" + folder);
    assertThat(Compilation.with(options, List.of(renamed)).succeeded()).isTrue();
    assertThat(lock()).contains("released enum bank.Service.Way constant DEBIT");
    assertThat(Compilation.with(options, List.of(renamed.replace("DEBIT", "CREDIT"))).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.getMessage(null)).startsWith("FB-051"));
  }

  @Test
  void a_lock_with_the_line_ends_of_windows_is_the_same_lock() throws IOException {
    build("");
    Files.writeString(file(), lock().replace("\n", "\r\n"));
    String before = lock();
    assertThat(build("", "-Afallback.schema.lock.check=true").succeeded()).isTrue();
    assertThat(build("").succeeded()).isTrue();
    assertThat(lock()).isEqualTo(before);
  }

  @Test
  void a_merge_that_kept_both_sides_is_told() throws IOException {
    build("");
    String sound = lock();
    Files.writeString(file(), sound + "open     type item field id = bigint\n");
    assertThat(build("").succeeded()).isTrue();
    assertThat(lock()).isEqualTo(sound);
    Files.writeString(file(), sound + "released type item field id = text\n");
    assertThat(build("").diagnostics())
        .singleElement()
        .satisfies(
            d ->
                assertThat(d.getMessage(null))
                    .startsWith("FB-056")
                    .contains("line 11 says otherwise than one before"));
  }

  @Test
  void facts_are_sorted_and_those_of_former_versions_are_held_too() throws IOException {
    String source =
        """
        package bank;

        import dev.fallback.annotation.*;
        import java.util.concurrent.CompletionStage;

        public interface Service {
          record Zebra(long id) {}

          record Ape(Zebra friend) {}

          enum Former {
            ONCE
          }

          record Was(Former former) {}

          final class FirstVersion {
            record Key(String name) {}

            Key key(long id) {
              return new Key(Long.toString(id));
            }

            Ape answer(Was was) {
              return new Ape(new Zebra(was.former().ordinal()));
            }
          }

          @Fallback(maxAge = "1d", table = "zoo")
          CompletionStage<Zebra> zebra(long id);

          @Fallback(maxAge = "1d", table = "apes", version = 2, previous = FirstVersion.class)
          CompletionStage<Ape> ape(long id);
        }
        """;
    Compilation.with(List.of("-Afallback.schema.lock=" + folder), List.of(source)).orThrow();
    assertThat(lock())
        .isEqualTo(
            HEADER
                + """
                open     table apes_v2 operation = ape
                open     table apes_v2 key = frozen<tuple<bigint>>
                open     table apes_v2 answer = frozen<ape>
                open     table apes operation = ape
                open     table apes key = frozen<tuple<text>>
                open     table apes answer = frozen<was>
                open     table zoo operation = zebra
                open     table zoo key = frozen<tuple<bigint>>
                open     table zoo answer = frozen<zebra>
                open     type ape field friend = frozen<zebra>
                open     type was field former = text enum bank.Service.Former
                open     type zebra field id = bigint
                open     enum bank.Service.Former constant ONCE
                """);
  }

  private Compilation build(String components, String... options) {
    List<String> all = new ArrayList<>(List.of("-Afallback.schema.lock=" + folder));
    all.addAll(List.of(options));
    return Compilation.with(all, List.of(SOURCE.formatted(components)));
  }

  private Path file() {
    return folder.resolve("bank.Service.lock");
  }

  private String lock() throws IOException {
    return Files.readString(file());
  }
}

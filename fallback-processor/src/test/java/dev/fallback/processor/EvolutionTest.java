package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.codegen.UnreadableSnapshotException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one release wrote and another reads. */
class EvolutionTest {
  private static final String SOURCE =
      """
      package bank;

      import dev.fallback.annotation.*;
      import java.math.BigDecimal;
      import java.time.LocalDate;
      import java.util.*;
      import java.util.concurrent.CompletionStage;

      public interface Service {
        sealed interface Shape permits %s {}

        record Circle(long radius) implements Shape {}

        record Square(long side) implements Shape {}

        enum Colour {
          %s
        }

        record Item(%s) {
          public Item {
            if (id == 13) {
              throw new IllegalArgumentException("unlucky");
            }
          }
        }

        @Fallback(maxAge = "1d")
        CompletionStage<Item> item();

        @Fallback(maxAge = "1d")
        CompletionStage<Shape> shape();

        @Fallback(maxAge = "1d")
        CompletionStage<Colour> colour();
      }
      """;
  private static final CompiledService OLD =
      new CompiledService(
          SOURCE
              .formatted("Circle", "RED", "long id, String name")
              .replace("Square(long side) implements Shape", "Square(long side)"));
  private static final CompiledService NEW =
      new CompiledService(
          SOURCE.formatted("Circle, Square", "RED, BLUE", "long id, String name, Long size"));

  @Test
  void fields_that_a_newer_release_added_are_passed_over() throws Exception {
    byte[] bytes = NEW.encode("item", item(NEW, 7L, "seven", 70L));
    assertThat(OLD.decode("item", bytes)).hasToString("Item[id=7, name=seven]");
  }

  @Test
  void a_field_that_an_older_release_did_not_know_is_unknown_and_not_null() throws Exception {
    byte[] bytes = OLD.encode("item", item(OLD, 7L, "seven"));
    assertThatThrownBy(() -> NEW.decode("item", bytes))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("written by a release that did not know field item.size");
  }

  @Test
  void a_field_that_an_older_release_did_not_know_is_what_missing_declares() throws Exception {
    CompiledService declared =
        new CompiledService(
            SOURCE.formatted(
                "Circle, Square",
                "RED, BLUE",
                """
                long id, String name,
                @Stored(missing = "7") Long size,
                @Stored(missing = Stored.EMPTY) Optional<String> note,
                @Stored(missing = Stored.NULL) String more,
                @Stored(missing = "RED") Colour colour,
                @Stored(missing = Stored.EMPTY) SortedMap<String, Long> map,
                @Stored(missing = "1.50") Optional<BigDecimal> price,
                @Stored(missing = "2026-01-01") LocalDate day,
                @Stored(missing = "-3") byte tiny,
                @Stored(missing = "x") char letter,
                @Stored(missing = "-Infinity") double wide,
                @Stored(missing = "a \\"b\\"") String words"""));
    assertThat(declared.decode("item", OLD.encode("item", item(OLD, 7L, "seven"))))
        .hasToString(
            "Item[id=7, name=seven, size=7, note=Optional.empty, more=null, colour=RED, map={},"
                + " price=Optional[1.50], day=2026-01-01, tiny=-3, letter=x, wide=-Infinity,"
                + " words=a \"b\"]");
    byte[] own = NEW.encode("item", item(NEW, 7L, "seven", null));
    assertThat(declared.decode("item", own)).asString().contains("size=null, note=Optional.empty");
  }

  @Test
  void what_becomes_the_same_by_a_component_that_this_release_does_not_know_is_unreadable()
      throws Exception {
    String source =
        """
        package bank;

        import dev.fallback.annotation.*;
        import java.util.*;
        import java.util.concurrent.CompletionStage;

        public interface Service {
          record Item(String isin%s) {}

          @Fallback(maxAge = "1d")
          CompletionStage<Map<Item, Long>> map();

          @Fallback(maxAge = "1d")
          CompletionStage<Set<Item>> set();
        }
        """;
    CompiledService older = new CompiledService(source.formatted(""));
    CompiledService newer = new CompiledService(source.formatted(", String tranche"));
    Object first = item(newer, "DE1", "A");
    Object second = item(newer, "DE1", "B");
    byte[] map = newer.encode("map", Map.of(first, 1L, second, 2L));
    byte[] set = newer.encode("set", Set.of(first, second));
    assertThatThrownBy(() -> older.decode("map", map))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("are the same in this release");
    assertThatThrownBy(() -> older.decode("set", set))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("are the same in this release");
    assertThat(older.decode("set", newer.encode("set", Set.of(first))))
        .hasToString("[Item[isin=DE1]]");
  }

  @Test
  void a_class_that_leaves_zeros_out_of_its_json_is_stored_with_them() throws Exception {
    CompiledService service =
        new CompiledService(
            """
            package bank;

            import com.fasterxml.jackson.annotation.JsonInclude;
            import dev.fallback.annotation.*;
            import java.util.*;
            import java.util.concurrent.CompletionStage;

            public interface Service {
              @JsonInclude(JsonInclude.Include.NON_DEFAULT)
              record Item(String name, long cents, boolean blocked) {}

              @Fallback(maxAge = "1d")
              @Stored(as = Stored.As.JSON)
              CompletionStage<List<Item>> items();
            }
            """);
    byte[] bytes = service.encode("items", List.of(item(service, "a", 0L, false)));
    assertThat(service.decode("items", bytes))
        .hasToString("[Item[name=a, cents=0, blocked=false]]");
  }

  @Test
  void a_number_that_older_json_does_not_have_is_unknown_and_not_zero() throws Exception {
    String source =
        """
        package bank;

        import dev.fallback.annotation.*;
        import java.util.*;
        import java.util.concurrent.CompletionStage;

        public interface Service {
          record Item(String name%s) {}

          @Fallback(maxAge = "1d")
          @Stored(as = Stored.As.JSON)
          CompletionStage<List<Item>> items();
        }
        """;
    CompiledService older = new CompiledService(source.formatted(""));
    CompiledService newer = new CompiledService(source.formatted(", String note, long cents"));
    byte[] old = older.encode("items", List.of(item(older, "a")));
    assertThatThrownBy(() -> newer.decode("items", old))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("cents");
    byte[] own = newer.encode("items", List.of(item(newer, "a", null, 0L)));
    assertThat(newer.decode("items", own)).hasToString("[Item[name=a, note=null, cents=0]]");
    assertThat(older.decode("items", own)).hasToString("[Item[name=a]]");
  }

  @Test
  void a_renamed_component_keeps_its_field() {
    CompiledService renamed =
        new CompiledService(
            SOURCE.formatted(
                "Circle, Square",
                "RED, BLUE",
                "long id, @Stored(was = \"name\") String label, Long size"));
    assertThat(renamed.descriptor().types()).isEqualTo(NEW.descriptor().types());
    assertThat(renamed.operation("item").tag()).isEqualTo(NEW.operation("item").tag());
  }

  @Test
  void releases_with_different_types_never_share_a_statement() {
    assertThat(OLD.operation("item").table().select())
        .isNotEqualTo(NEW.operation("item").table().select())
        .contains(OLD.operation("item").tag());
    assertThat(OLD.operation("colour").tag()).isEqualTo(NEW.operation("colour").tag());
  }

  @Test
  void a_variant_that_this_release_does_not_know_is_unreadable() throws Exception {
    byte[] bytes = NEW.encode("shape", make(NEW, "Square", 4L));
    assertThatThrownBy(() -> OLD.decode("shape", bytes))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("no variant of shape that this release knows");
  }

  @Test
  void a_variant_that_an_older_release_wrote_is_read() throws Exception {
    byte[] bytes = OLD.encode("shape", make(OLD, "Circle", 4L));
    assertThat(NEW.decode("shape", bytes)).hasToString("Circle[radius=4]");
  }

  @Test
  void two_variants_set_are_unreadable() {
    byte[] bytes = {
      0, 0, 0, 40, 0, 0, 0, 12, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 12, 0, 0, 0, 8, 0, 0,
      0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0
    };
    assertThatThrownBy(() -> NEW.decode("shape", bytes))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("two variants are set");
  }

  @Test
  void an_enum_constant_that_this_release_does_not_know_is_unreadable() throws Exception {
    Object blue = NEW.loader().loadClass("bank.Service$Colour").getEnumConstants()[1];
    byte[] bytes = NEW.encode("colour", blue);
    assertThatThrownBy(() -> OLD.decode("colour", bytes))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("has no constant BLUE");
  }

  @Test
  void a_record_that_refuses_what_was_stored_is_unreadable_with_its_reason() throws Exception {
    byte[] bytes = NEW.encode("item", item(NEW, 7L, "seven", 70L));
    bytes[15] = 13;
    assertThatThrownBy(() -> NEW.decode("item", bytes))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasRootCauseMessage("unlucky");
  }

  private static Object item(CompiledService service, Object... arguments) throws Exception {
    return make(service, "Item", arguments);
  }

  private static Object make(CompiledService service, String type, Object... arguments)
      throws Exception {
    Class<?> found = service.loader().loadClass("bank.Service$" + type);
    return Objects.requireNonNull(found.getDeclaredConstructors()[0].newInstance(arguments));
  }
}

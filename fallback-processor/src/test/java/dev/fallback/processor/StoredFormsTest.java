package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.StoredField;
import dev.fallback.codegen.UnreadableSnapshotException;
import dev.fallback.codegen.UnstorableValueException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Classes, sealed classes, arrays, converters, JSON and milliseconds. */
class StoredFormsTest {
  private static final CompiledService SERVICE = new CompiledService(Sources.FORMS);
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456789Z");

  @Test
  void classes_converters_and_json_come_back_equal() throws Exception {
    Object forms = forms(make("Person", "Ann"));
    Object read = SERVICE.decode("forms", SERVICE.encode("forms", forms));
    assertThat(Objects.requireNonNull(read).toString())
        .isEqualTo(forms.toString().replace("456789Z", "Z"));
    assertThat(SERVICE.decode("forms", SERVICE.encode("forms", read))).isEqualTo(read);
  }

  @Test
  void types_are_as_annotations_say() {
    assertThat(fields("forms"))
        .containsExactly(
            new StoredField("money", "frozen<money>"),
            new StoredField("text", "text"),
            new StoredField("hex", "text"),
            new StoredField("tree", "text"),
            new StoredField("trees", "text"),
            new StoredField("number", "text"),
            new StoredField("cut", "frozen<cut>"),
            new StoredField("millis", "frozen<list<timestamp>>"),
            new StoredField("other", "frozen<counterparty>"),
            new StoredField("others", "frozen<list<frozen<counterparty>>>"),
            new StoredField("key_of_it", "text"));
    assertThat(fields("cut"))
        .extracting(StoredField::type)
        .containsExactly("timestamp", "frozen<list<timestamp>>");
    assertThat(SERVICE.operation("tree").table().valueType()).isEqualTo("text");
    assertThat(SERVICE.operation("tree").table().keyType()).isEqualTo("frozen<tuple<timestamp>>");
    assertThat(SERVICE.operation("arrays").table().keyType())
        .isEqualTo("frozen<tuple<frozen<list<int>>, frozen<tuple<decimal, text>>>>");
  }

  @Test
  void a_key_in_milliseconds_is_never_cut_to_that_of_another() throws Exception {
    CompiledService service =
        new CompiledService(
            """
            package bank;

            import dev.fallback.annotation.*;
            import java.time.Instant;
            import java.util.concurrent.CompletionStage;

            public interface Rates {
              @Fallback(maxAge = "1d")
              CompletionStage<String> rate(long id, @Stored(as = Stored.As.MILLIS) Instant at);
            }
            """);
    Method key =
        service
            .loader()
            .loadClass("bank.RatesWithFallback")
            .getDeclaredMethod("rateKey", long.class, Instant.class, ByteSink.class);
    key.setAccessible(true);
    ByteSink sink = new ByteSink();
    sink.distinct(true); // as keys are written
    key.invoke(null, 1, Instant.parse("2026-01-01T00:00:00.123Z"), sink);
    assertThat(sink.size()).isEqualTo(24);
    assertThatThrownBy(() -> key.invoke(null, 1, Instant.parse("2026-01-01T00:00:00.1234Z"), sink))
        .cause()
        .isInstanceOf(UnstorableValueException.class)
        .hasMessageContaining("milliseconds");
  }

  @Test
  void nor_are_those_of_records_in_a_set() throws Exception {
    CompiledService service =
        new CompiledService(
            """
            package bank;

            import dev.fallback.annotation.*;
            import java.time.Instant;
            import java.util.*;
            import java.util.concurrent.CompletionStage;

            public interface Ticks {
              record Tick(@Stored(as = Stored.As.MILLIS) Instant at, long price) {}

              @Fallback(maxAge = "1d")
              CompletionStage<Set<Tick>> set();

              @Fallback(maxAge = "1d")
              CompletionStage<List<Tick>> list();
            }
            """);
    Instant whole = Instant.parse("2026-01-01T00:00:00.123Z");
    Class<?> type = service.loader().loadClass("bank.Ticks$Tick");
    Object tick = type.getDeclaredConstructors()[0].newInstance(whole, 1L);
    Object more = type.getDeclaredConstructors()[0].newInstance(whole.plusNanos(1), 1L);
    assertThat(service.decode("set", service.encode("set", Set.of(tick)))).isEqualTo(Set.of(tick));
    assertThatThrownBy(() -> service.encode("set", Set.of(tick, more)))
        .isInstanceOf(UnstorableValueException.class)
        .hasMessageContaining("milliseconds");
    assertThat(service.decode("list", service.encode("list", List.of(more))))
        .isEqualTo(List.of(tick));
  }

  @Test
  void instants_in_milliseconds_are_never_cut_to_the_same_in_a_set_or_as_keys_of_a_map() {
    CompiledService service =
        new CompiledService(
            """
            package bank;

            import dev.fallback.annotation.*;
            import java.time.Instant;
            import java.util.*;
            import java.util.concurrent.CompletionStage;

            public interface Ticks {
              @Fallback(maxAge = "1d")
              @Stored(as = Stored.As.MILLIS)
              CompletionStage<Map<Instant, Instant>> map();

              @Fallback(maxAge = "1d")
              @Stored(as = Stored.As.MILLIS)
              CompletionStage<Set<Optional<Instant>>> set();
            }
            """);
    Instant whole = Instant.parse("2026-01-01T00:00:00.123Z");
    Object map = Map.of(whole, whole.plusNanos(1), whole.plusMillis(1), whole);
    assertThat(service.decode("map", service.encode("map", map)))
        .isEqualTo(Map.of(whole, whole, whole.plusMillis(1), whole));
    Object set = Set.of(Optional.of(whole), Optional.empty());
    assertThat(service.decode("set", service.encode("set", set))).isEqualTo(set);
    for (String operation : List.of("map", "set")) {
      Instant more = whole.plusNanos(1);
      Object value = operation.equals("map") ? Map.of(more, whole) : Set.of(Optional.of(more));
      assertThatThrownBy(() -> service.encode(operation, value))
          .isInstanceOf(UnstorableValueException.class)
          .hasMessageContaining("milliseconds");
    }
  }

  @Test
  void a_subclass_that_cannot_come_back_is_unstorable() throws Exception {
    Object forms = forms(make("Shell"));
    assertThatThrownBy(() -> SERVICE.encode("forms", forms))
        .isInstanceOf(UnstorableValueException.class)
        .hasMessageContaining("FormsService$Shell stands where exactly a");
  }

  @Test
  void arrays_come_back_item_by_item() throws Exception {
    Object tints = Array.newInstance(type("Tint"), 1);
    Array.set(tints, 0, type("Tint").getEnumConstants()[1]);
    Object arrays =
        make(
            "Arrays",
            new byte[] {1, 2},
            new int[] {3, 4, -5},
            new String[][] {{"a", "b"}, {}},
            new byte[][] {{7}, {}},
            tints);
    Object read =
        Objects.requireNonNull(SERVICE.decode("arrays", SERVICE.encode("arrays", arrays)));
    assertThat(read).usingRecursiveComparison().isEqualTo(arrays);
  }

  @Test
  void a_converter_that_refuses_makes_the_snapshot_unreadable() throws Exception {
    Object forms = forms(make("Person", "Ann"));
    byte[] bytes = SERVICE.encode("forms", forms);
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("7.50 EUR")] = 'x';
    assertThatThrownBy(() -> SERVICE.decode("forms", bytes))
        .isInstanceOf(UnreadableSnapshotException.class)
        .hasMessageContaining("MoneyText refused what was stored");
  }

  private static List<StoredField> fields(String type) {
    return SERVICE.descriptor().types().stream()
        .filter(stored -> stored.name().equals(type))
        .findFirst()
        .orElseThrow()
        .fields();
  }

  private static Object forms(Object counterparty) throws Exception {
    Object leaf = make("Tree", "leaf", List.of());
    Object tree = make("Tree", "root", List.of(leaf, leaf));
    return make(
        "Forms",
        make("Money", new BigDecimal("12.50"), "EUR"),
        make("Money", new BigDecimal("7.50"), "EUR"),
        255L,
        tree,
        Map.of("a", List.of(leaf)),
        7,
        make("Cut", AT, Optional.of(List.of(AT))),
        List.of(AT),
        counterparty,
        List.of(counterparty, make("Company", true)),
        "k");
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return SERVICE.loader().loadClass("bank.FormsService$" + name);
  }

  private static Object make(String type, @Nullable Object... arguments) throws Exception {
    return Objects.requireNonNull(type(type).getDeclaredConstructors()[0].newInstance(arguments));
  }
}

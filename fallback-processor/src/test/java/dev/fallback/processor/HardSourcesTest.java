package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.OperationDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sources that are legal and hard: names that hide others, deep generics, odd hierarchies. Each
 * compiles without a warning, and what it stores comes back equal.
 */
class HardSourcesTest {
  private static final Path FOLDER = Path.of("src/test/resources/hard");
  private static final int SEEDS = 30;

  @TestFactory
  Stream<DynamicTest> hard_sources_compile_and_store_exactly() throws IOException {
    return Files.list(FOLDER)
        .sorted()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> judge(file)));
  }

  @Test
  void a_snapshot_without_any_component_has_what_is_said_of_missing_ones() throws IOException {
    CompiledService service =
        new CompiledService(Files.readString(FOLDER.resolve("MissingTexts.java")));
    assertThat(service.decode("all", new byte[4]))
        .hasToString(
            "All[truth=true, tiny=-128, small=1, letter=x, whole=5, big=-9223372036854775808,"
                + " single=NaN, twice=1.0E10, decimal=1.50, integer=-5,"
                + " uuid=123e4567-e89b-12d3-a456-426614174000, instant=2026-01-01T00:00:00Z,"
                + " date=2026-01-01, time=10:00, dateTime=2026-01-01T10:00,"
                + " offsetDateTime=2026-01-01T10:00Z, offsetTime=10:00+02:00, duration=PT1S,"
                + " period=P1D, zone=Europe/Paris, offset=+02:00, currency=EUR, locale=de_DE,"
                + " uri=http://x, year=2026, month=2026-01, day=--02-29, empty=,"
                + " text=\"quoted\"\n€, maybe=Optional[x], maybeInt=OptionalInt[5],"
                + " maybeLong=OptionalLong[-5], maybeDouble=OptionalDouble[-0.0], kind=A,"
                + " address=null, kinds={}]");
  }

  private static void judge(Path file) throws IOException {
    CompiledService service = new CompiledService(Files.readString(file));
    for (OperationDescriptor<?> operation : service.descriptor().operations()) {
      String name = operation.name();
      for (int seed = 0; seed < SEEDS; seed++) {
        Object value = new Values(seed).of(service.answer(name), true);
        Object read = service.decode(name, service.encode(name, value));
        if (name.startsWith("array")) {
          assertThat(read).as(name).usingRecursiveComparison().isEqualTo(value);
        } else {
          assertThat(read).as(name).isEqualTo(value);
        }
      }
    }
  }
}

package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.OperationDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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

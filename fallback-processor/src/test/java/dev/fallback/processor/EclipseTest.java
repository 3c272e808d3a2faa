package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Eclipse's compiler, which has a model of the language of its own, gives the same files. */
class EclipseTest {
  private static final Path RESOURCES = Path.of("src/test/resources");

  /**
   * Two parents that differ in what they return: asked how an interface inherits the one's method,
   * Eclipse gives the other's.
   */
  private static final String BEYOND_ECLIPSE = "Signatures.java";

  @TestFactory
  Stream<DynamicTest> files_are_those_that_javac_gives() throws IOException {
    return Stream.concat(
            Files.list(RESOURCES.resolve("sources")), Files.list(RESOURCES.resolve("hard")))
        .filter(file -> file.toString().endsWith(".java") && !file.endsWith(BEYOND_ECLIPSE))
        .sorted()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> judge(file)));
  }

  private static void judge(Path file) throws IOException {
    Path folder = Files.createTempDirectory("eclipse");
    folder.toFile().deleteOnExit();
    StringWriter said = new StringWriter();
    boolean succeeded =
        BatchCompiler.compile(
            new String[] {
              "--release",
              "17",
              "-parameters",
              "-nowarn",
              "-cp",
              System.getProperty("java.class.path"),
              "-processor",
              FallbackProcessor.class.getName(),
              "-d",
              folder.toString(),
              "-s",
              folder.toString(),
              file.toString()
            },
            new PrintWriter(said),
            new PrintWriter(said),
            null);
    assertThat(succeeded).as(said.toString()).isTrue();
    Map<String, String> javac = Compilation.of(List.of(Files.readString(file))).generated();
    Compilation eclipse = new Compilation(true, List.of(), folder);
    assertThat(javac).isNotEmpty();
    assertThat(eclipse.generated()).isEqualTo(javac);
  }
}

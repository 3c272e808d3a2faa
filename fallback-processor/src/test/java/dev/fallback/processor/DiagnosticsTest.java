package dev.fallback.processor;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.processor.model.Diagnostic.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sources with their mistakes marked: {@code // ERROR FB-012: part of the message} on the line of
 * the mistake, on a line that begins with {@code // NOWHERE} where it has none. A missing and an
 * unexpected diagnostic both fail. Locks are in folder {@code locks}.
 */
class DiagnosticsTest {
  private static final Pattern MARKER =
      Pattern.compile("// ERROR (FB-\\d{3}): (.*?)(?= // ERROR|$)");
  private static final Path FOLDER = Path.of("src/test/resources/diagnostics");
  private static final Path DOCUMENT = Path.of("../docs/diagnostics.md");

  @TestFactory
  Stream<DynamicTest> every_marked_mistake_is_found_once_and_no_other() throws IOException {
    return cases()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> judge(file)));
  }

  @Test
  void every_code_has_a_marked_source() throws IOException {
    TreeSet<String> marked = new TreeSet<>();
    for (Path file : cases().toList()) {
      Matcher matcher = Pattern.compile("FB-\\d{3}").matcher(Files.readString(file));
      while (matcher.find()) {
        marked.add(matcher.group());
      }
    }
    // Needs a library that lacks another: GeneratedFilesTest has its case.
    marked.add(Code.TYPE_ABSENT.text());
    assertThat(marked).isEqualTo(codes());
  }

  @Test
  void every_code_is_explained_in_the_document_and_no_other() throws IOException {
    Matcher headings = Pattern.compile("(?m)^### (FB-\\d{3})").matcher(Files.readString(DOCUMENT));
    List<String> explained = new ArrayList<>();
    while (headings.find()) {
      explained.add(headings.group(1));
    }
    assertThat(explained).containsExactlyElementsOf(codes());
  }

  private static TreeSet<String> codes() {
    return Arrays.stream(Code.values()).map(Code::text).collect(toCollection(TreeSet::new));
  }

  private static Stream<Path> cases() throws IOException {
    return Files.list(FOLDER).filter(file -> file.toString().endsWith(".java")).sorted();
  }

  /** A copy of the locks, which the compiler may write to, and what the source itself asks for. */
  private static List<String> options(String source) throws IOException {
    Path locks = Files.createTempDirectory("locks");
    try (Stream<Path> files = Files.list(FOLDER.resolve("locks"))) {
      for (Path file : files.toList()) {
        Files.copy(file, locks.resolve(file.getFileName()));
      }
    }
    List<String> options = new ArrayList<>(List.of("-Afallback.schema.lock=" + locks));
    Matcher matcher = Pattern.compile("(?m)^// OPTION (.*)$").matcher(source);
    while (matcher.find()) {
      options.add(matcher.group(1));
    }
    return options;
  }

  private static void judge(Path file) throws IOException {
    String source = Files.readString(file);
    List<String> wanted = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    String[] lines = source.split("\n");
    for (int i = 0; i < lines.length; i++) {
      Matcher matcher = MARKER.matcher(lines[i]);
      while (matcher.find()) {
        wanted.add((lines[i].startsWith("// NOWHERE") ? -1 : i + 1) + " " + matcher.group(1));
        parts.add(matcher.group(2).trim());
      }
    }
    Compilation compilation = Compilation.with(options(source), List.of(source));
    List<String> found = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    compilation
        .diagnostics()
        .forEach(
            d -> {
              String message = d.getMessage(null);
              found.add(d.getLineNumber() + " " + message.replaceFirst("(?s)(FB-\\d{3}).*", "$1"));
              messages.add(message);
            });
    assertThat(found).as(messages.toString()).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(parts)
        .allSatisfy(part -> assertThat(messages).anySatisfy(m -> assertThat(m).contains(part)));
    assertThat(compilation.succeeded()).isEqualTo(wanted.isEmpty());
  }
}

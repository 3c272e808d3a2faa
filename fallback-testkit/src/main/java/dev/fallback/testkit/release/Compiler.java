package dev.fallback.testkit.release;

import dev.fallback.testkit.internal.artifact.TemporaryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles sources into a temporary folder, which ends with this JVM. */
final class Compiler {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:public |final |abstract |sealed )*(?:class|interface|record|enum) (\\w+)");

  private Compiler() {}

  static Path compile(String name, List<String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("this Java has no compiler: run the tests on a JDK");
    }
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(said, Locale.ROOT, null)) {
      Path folder = Files.createTempDirectory("release");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
      files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(folder));
      List<String> options =
          List.of("-parameters", "-proc:full", "-classpath", System.getProperty("java.class.path"));
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  said,
                  Runtime.version().feature() < 21
                      ? options.stream().filter(option -> !option.equals("-proc:full")).toList()
                      : options,
                  null,
                  sources.stream().map(Source::new).toList())
              .call();
      if (!compiled) {
        throw new IllegalArgumentException(
            said.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .collect(Collectors.joining("\n", "release " + name + " does not compile:\n", "")));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("release " + name + " could not be compiled", e);
    }
  }

  private static void delete(Path folder) {
    try {
      TemporaryTree.delete(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(
          URI.create(
              "string:///%s/%s.java"
                  .formatted(find(PACKAGE, text).replace('.', '/'), find(TYPE, text))),
          Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}

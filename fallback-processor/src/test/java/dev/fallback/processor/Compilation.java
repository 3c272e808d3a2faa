package dev.fallback.processor;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * One run of the compiler with our processor, under the strictest lint there is.
 *
 * @param folder where classes and sources went
 */
record Compilation(
    boolean succeeded, List<Diagnostic<? extends JavaFileObject>> diagnostics, Path folder) {
  /** The newest language that the compiler at hand knows, with all that it warns of. */
  private static final String RELEASE = String.valueOf(Runtime.version().feature());

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:public |final |abstract |sealed )*(?:class|interface|record|enum|@interface) (\\w+)");

  /** Compiles sources, each a whole file. */
  static Compilation of(List<String> sources, Processor... further) {
    try {
      return in(newFolder(), List.of("-parameters"), sources, further);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with options of the compiler, such as {@code -Akey=value}. */
  static Compilation with(List<String> options, List<String> sources) {
    try {
      return in(newFolder(), options, sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By these processors instead of ours. */
  static Compilation by(List<Processor> processors, List<String> options, List<String> sources) {
    try {
      return in(newFolder(), options, sources, processors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By processors that the compiler finds by their names, as in a build. */
  static Compilation by(String processors, List<String> options, List<String> sources) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "-processor",
                processors,
                "-processorpath",
                System.getProperty("java.class.path"),
                "-parameters"));
    all.addAll(options);
    try {
      return in(newFolder(), all, sources, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newFolder() throws IOException {
    Path folder = Files.createTempDirectory("compilation");
    folder.toFile().deleteOnExit();
    return folder;
  }

  private static Compilation in(
      Path folder, List<String> options, List<String> sources, Processor... further)
      throws IOException {
    List<Processor> processors = new ArrayList<>(List.of(new FallbackProcessor()));
    processors.addAll(List.of(further));
    return in(folder, options, sources, processors);
  }

  /** Annotation processing of classes that are compiled already, as some build tools do it. */
  static Compilation ofClasses(List<String> options, List<String> classes) {
    try {
      return in(newFolder(), options, List.of(), classes, List.of(new FallbackProcessor()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Compilation in(
      Path folder, List<String> options, List<String> sources, List<Processor> processors)
      throws IOException {
    return in(folder, options, sources, List.of(), processors);
  }

  private static Compilation in(
      Path folder,
      List<String> options,
      List<String> sources,
      List<String> classes,
      List<Processor> processors)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(collector, Locale.ROOT, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
      files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(folder));
      List<String> all =
          new ArrayList<>(List.of("--release", RELEASE, "-Xlint:all,-processing", "-Werror"));
      all.addAll(options);
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, files, collector, all, classes, sources.stream().map(Source::new).toList());
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      boolean succeeded = task.call();
      return new Compilation(succeeded, collector.getDiagnostics(), folder);
    }
  }

  /** The same beside a folder of classes. */
  static Compilation beside(Path classes, String source) {
    String path = classes + File.pathSeparator + System.getProperty("java.class.path");
    return with(List.of("-cp", path), List.of(source));
  }

  /** The same, which must succeed. */
  static Compilation sound(List<String> sources, Processor... further) {
    return of(sources, further).orThrow();
  }

  Compilation orThrow() {
    if (!succeeded) {
      throw new AssertionError(diagnostics);
    }
    return this;
  }

  /** Generated files by path, classes left out. */
  Map<String, String> generated() {
    try (Stream<Path> found = Files.walk(folder)) {
      Map<String, String> texts = new TreeMap<>();
      for (Path path : found.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (!name.endsWith(".class")) {
          texts.put(name, Files.readString(path));
        }
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A loader of what was compiled; its classes live as long as the tests. */
  ClassLoader loader() {
    return loader(folder);
  }

  /** The same, and of a folder of classes that it was compiled with. */
  @SuppressWarnings("resource")
  ClassLoader loader(Path library) {
    try {
      return new URLClassLoader(
          new URL[] {folder.toUri().toURL(), library.toUri().toURL()},
          Compilation.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
              "string:///"
                  + find(PACKAGE, text).replace('.', '/')
                  + "/"
                  + (text.startsWith("module ") ? "module-info" : find(TYPE, text))
                  + ".java"),
          Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}

package dev.fallback.processor.read;

import dev.fallback.processor.generate.GeneratedSource;
import dev.fallback.processor.generate.Generation;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes what was generated, naming the element it was made from. Not thread-safe. */
public final class Outputs {
  private static final String SERVICES = "META-INF/services/dev.fallback.codegen.ServiceDescriptor";

  private final Filer filer;
  private final TreeMap<String, Element> descriptors = new TreeMap<>();
  private final Set<String> written = new HashSet<>();

  public Outputs(Filer filer) {
    this.filer = filer;
  }

  /** Classes that a service needs and that are there already, in a source or of another service. */
  public List<Diagnostic> taken(Generation generation, Place place, Predicate<String> isSource) {
    return generation.sources().stream()
        .map(source -> source.name().canonicalName())
        .filter(name -> isSource.test(name) || written.contains(name))
        .map(
            name ->
                new Diagnostic(
                    Code.CLASS_TAKEN,
                    place,
                    "class %s would be generated, and is there already; rename it, or the service"
                        .formatted(name)))
        .toList();
  }

  /**
   * Writes one service's files.
   *
   * @param place the service
   * @param descriptor binary name of its descriptor
   */
  public void write(Generation generation, Place place, String descriptor) {
    Element origin = ((JavacPlace) place).element();
    for (GeneratedSource source : generation.sources()) {
      written.add(source.name().canonicalName());
      put(() -> filer.createSourceFile(source.name().canonicalName(), origin), source.text());
    }
    for (Generation.Resource resource : generation.resources()) {
      put(
          () -> filer.createResource(StandardLocation.CLASS_OUTPUT, "", resource.path(), origin),
          resource.text());
    }
    descriptors.put(descriptor, origin);
  }

  /** Writes the list of all descriptors of the build, for {@link java.util.ServiceLoader}. */
  public void writeRegistry() {
    if (descriptors.isEmpty()) {
      return;
    }
    Collection<Element> origins = descriptors.values();
    put(
        () ->
            filer.createResource(
                StandardLocation.CLASS_OUTPUT, "", SERVICES, origins.toArray(new Element[0])),
        descriptors.keySet().stream().map(name -> name + "\n").collect(Collectors.joining()));
  }

  private static void put(Creation creation, String text) {
    try (Writer writer = creation.create().openWriter()) {
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a generated file", e);
    }
  }

  private interface Creation {
    FileObject create() throws IOException;
  }
}

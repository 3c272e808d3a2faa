package dev.fallback.processor.read;

import com.palantir.javapoet.ClassName;
import dev.fallback.annotation.Fallback;
import dev.fallback.processor.model.AnnotationFacts;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ServiceFacts;
import dev.fallback.processor.model.ServiceFacts.Kind;
import dev.fallback.processor.model.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.annotation.processing.Generated;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Reads the services of a round. One that mentions a type which does not exist yet is put off to
 * the next round; if the type never comes, the compiler says so itself. Not thread-safe.
 */
public final class ServiceReader {
  private final Elements elements;
  private final Types types;
  private final Heirs heirs;
  private final SourceTypes sources = new SourceTypes();

  /**
   * Names of services that were put off, with what is to blame, if it is not the compiler's to
   * tell.
   */
  private final TreeMap<String, String> deferred = new TreeMap<>();

  public ServiceReader(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
    this.heirs = new Heirs(types);
  }

  /** The services that can be read in this round, sorted by name. */
  public List<ServiceFacts> read(RoundEnvironment round) {
    sources.add(round);
    TreeSet<String> names = new TreeSet<>(deferred.keySet());
    List<TypeElement> services = new ArrayList<>(heirs.in(round));
    for (Element method : round.getElementsAnnotatedWith(Fallback.class)) {
      if (method.getEnclosingElement() instanceof TypeElement type
          && !heirs.isPattern(type, services)) {
        services.add(type);
      }
    }
    services.forEach(service -> names.add(service.getQualifiedName().toString()));
    deferred.clear();
    List<ServiceFacts> read = new ArrayList<>();
    for (String name : names) {
      TypeElement type = elements.getTypeElement(name);
      try {
        if (type == null) {
          deferred.put(name, "");
        } else {
          ServiceFacts service = read(type);
          if (!service.annotated().isEmpty()) { // else an heir that overrides what is annotated
            read.add(service);
          }
        }
      } catch (UnresolvedException e) {
        deferred.put(name, e.blame());
      }
    }
    return read;
  }

  /** Whether a class of this name is in a source of the build. */
  public boolean isSource(String name) {
    return sources.contains(name);
  }

  /**
   * Services that were put off for ever: by a type which a class file names and nobody has, or
   * which Lombok has not completed.
   */
  public List<Diagnostic> leftOver() {
    List<Diagnostic> absent = new ArrayList<>();
    deferred.forEach(
        (name, blame) -> {
          TypeElement service = elements.getTypeElement(name);
          if (service != null && !blame.isEmpty()) {
            absent.add(
                new Diagnostic(
                    Code.TYPE_ABSENT,
                    new JavacPlace(service, null, null),
                    "%s stores %s".formatted(service.getSimpleName(), blame)));
          }
        });
    return absent;
  }

  private ServiceFacts read(TypeElement service) {
    if (Unresolved.in(service.getInterfaces())) {
      throw new UnresolvedException();
    }
    Visibility visibility = new Visibility(elements, service);
    Places places = new Places(sources, service);
    AnnotationReader annotations = new AnnotationReader(elements, visibility, places);
    TypeReader typeReader = new TypeReader(elements, types, visibility, annotations, places);
    MethodReader methods =
        new MethodReader(
            elements,
            types,
            (DeclaredType) service.asType(),
            visibility,
            annotations,
            typeReader,
            places,
            new PreviousReader(elements, types, visibility, annotations, typeReader));
    HidingNames hiding = new HidingNames(elements);
    List<MethodFacts> annotated = new ArrayList<>();
    List<Signature> others = new ArrayList<>();
    List<Located<String>> unseen = new ArrayList<>();
    Predicate<ExecutableElement> isAnnotated = m -> annotations.fallback(m, service).isPresent();
    List<Members.Found> all = new Members(types, isAnnotated).of(service);
    boolean writable =
        all.stream()
            .map(Members.Found::method)
            .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
            .allMatch(Members::isWritable);
    for (Members.Found found : all) {
      Optional<AnnotationFacts> annotation = annotations.fallback(found.method(), service);
      if (annotation.isPresent()) {
        annotated.add(methods.annotated(found, annotation.get()));
        unseen.addAll(methods.unseen(found, true));
      } else if (Members.isOverridable(found.method()) && Members.isWritable(found.method())) {
        others.add(methods.signature(found));
        unseen.addAll(methods.unseen(found, false));
      }
    }
    return new ServiceFacts(
        ClassName.get(service),
        elements.getBinaryName(service).toString(),
        places.of(service),
        writable ? kind(service, visibility) : Kind.UNWRITABLE_INTERFACE,
        Visibility.isPublic(service),
        annotated,
        others,
        unseen,
        hiding.around(service),
        hiding.hideNeighbours(service),
        elements.getTypeElement(elements.getModuleOf(service), Generated.class.getName()) != null);
  }

  private static Kind kind(TypeElement service, Visibility visibility) {
    if (service.getKind() != ElementKind.INTERFACE) {
      return Kind.NO_INTERFACE;
    } else if (!service.getTypeParameters().isEmpty()) {
      return Kind.GENERIC_INTERFACE;
    } else if (service.getModifiers().contains(Modifier.SEALED)) {
      return Kind.SEALED_INTERFACE;
    }
    return visibility.canSee(service) ? Kind.INTERFACE : Kind.INVISIBLE_INTERFACE;
  }
}

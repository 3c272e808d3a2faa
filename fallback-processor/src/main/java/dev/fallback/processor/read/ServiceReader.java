package dev.fallback.processor.read;

import com.palantir.javapoet.ClassName;
import dev.fallback.annotation.Fallback;
import dev.fallback.processor.model.AnnotationFacts;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ServiceFacts;
import dev.fallback.processor.model.ServiceFacts.Kind;
import dev.fallback.processor.model.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
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
  private final TreeSet<String> deferred = new TreeSet<>();

  public ServiceReader(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
    this.heirs = new Heirs(types);
  }

  /** The services that can be read in this round, sorted by name. */
  public List<ServiceFacts> read(RoundEnvironment round) {
    sources.add(round);
    TreeSet<String> names = new TreeSet<>(deferred);
    for (Element method : round.getElementsAnnotatedWith(Fallback.class)) {
      if (method.getEnclosingElement() instanceof TypeElement type) {
        List<TypeElement> services = heirs.of(type, round);
        (services.isEmpty() ? List.of(type) : services)
            .forEach(service -> names.add(service.getQualifiedName().toString()));
      }
    }
    deferred.clear();
    List<ServiceFacts> services = new ArrayList<>();
    for (String name : names) {
      TypeElement type = elements.getTypeElement(name);
      Optional<ServiceFacts> facts = type == null ? Optional.empty() : tryRead(type);
      facts.ifPresentOrElse(services::add, () -> deferred.add(name));
    }
    return services;
  }

  /** Whether a class of this name is in a source of the build. */
  public boolean isSource(String name) {
    return sources.contains(name);
  }

  /**
   * At the end of a build in which the compiler missed no type: services that mention a type which
   * a class file names and nobody has.
   */
  public List<Diagnostic> leftOver() {
    return deferred.stream()
        .map(elements::getTypeElement)
        .filter(Objects::nonNull)
        .map(
            service ->
                new Diagnostic(
                    Code.TYPE_ABSENT,
                    new JavacPlace(service, null, null),
                    "%s mentions a type, at least in a type from a jar that it stores, which is not"
                            .formatted(service.getSimpleName())
                        + " on the class path; add the library that has it"))
        .toList();
  }

  private Optional<ServiceFacts> tryRead(TypeElement service) {
    try {
      return Optional.of(read(service));
    } catch (UnresolvedException e) {
      return Optional.empty();
    }
  }

  private ServiceFacts read(TypeElement service) {
    if (Unresolved.in(service.getInterfaces())) {
      throw new UnresolvedException();
    }
    Visibility visibility = new Visibility(elements, service);
    Places places = new Places(sources, service);
    AnnotationReader annotations = new AnnotationReader(elements, visibility, places);
    MethodReader methods =
        new MethodReader(
            elements,
            types,
            (DeclaredType) service.asType(),
            annotations,
            new TypeReader(elements, types, visibility, annotations, places),
            places);
    List<MethodFacts> annotated = new ArrayList<>();
    List<Signature> others = new ArrayList<>();
    Predicate<ExecutableElement> isAnnotated = m -> annotations.fallback(m).isPresent();
    for (Members.Found found : new Members(types, isAnnotated).of(service)) {
      Optional<AnnotationFacts> annotation = annotations.fallback(found.method());
      if (annotation.isPresent()) {
        annotated.add(methods.annotated(found, annotation.get()));
      } else if (Members.isOverridable(found.method())) {
        others.add(methods.signature(found));
      }
    }
    return new ServiceFacts(
        ClassName.get(service),
        elements.getBinaryName(service).toString(),
        places.of(service),
        kind(service, visibility),
        Visibility.isPublic(service),
        annotated,
        others,
        new HidingNames(elements).around(service));
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

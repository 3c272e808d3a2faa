package dev.fallback.processor.read;

import com.palantir.javapoet.ClassName;
import dev.fallback.annotation.Fallback;
import dev.fallback.processor.model.AnnotationFacts;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ServiceFacts;
import dev.fallback.processor.model.ServiceFacts.Kind;
import dev.fallback.processor.model.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
  private final TreeSet<String> deferred = new TreeSet<>();

  public ServiceReader(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
    this.heirs = new Heirs(types);
  }

  /** The services that can be read in this round, sorted by name. */
  public List<ServiceFacts> read(RoundEnvironment round) {
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
    AnnotationReader annotations = new AnnotationReader(elements, visibility);
    MethodReader methods =
        new MethodReader(
            elements,
            types,
            (DeclaredType) service.asType(),
            annotations,
            new TypeReader(elements, types, visibility, annotations));
    List<MethodFacts> annotated = new ArrayList<>();
    List<Signature> others = new ArrayList<>();
    for (ExecutableElement method : new Members(types).of(service)) {
      Optional<AnnotationFacts> annotation = annotations.fallback(method);
      if (annotation.isPresent()) {
        annotated.add(methods.annotated(method, annotation.get()));
      } else if (Members.isOverridable(method)) {
        others.add(methods.signature(method));
      }
    }
    return new ServiceFacts(
        ClassName.get(service),
        elements.getBinaryName(service).toString(),
        JavacPlace.of(service),
        kind(service, visibility),
        Visibility.isPublic(service),
        annotated,
        others);
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

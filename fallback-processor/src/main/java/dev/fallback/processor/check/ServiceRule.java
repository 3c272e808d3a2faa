package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ServiceFacts;
import dev.fallback.processor.model.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Annotated methods are in an interface that a decorator can implement. */
final class ServiceRule implements Rule<ServiceFacts> {
  @Override
  public List<Diagnostic> judge(ServiceFacts service) {
    String name = service.name().simpleName();
    return switch (service.kind()) {
      case NO_INTERFACE ->
          Rule.mistake(
              Code.NOT_AN_INTERFACE,
              service.annotated().get(0).place(),
              "%s is no interface; move the annotated methods to an interface that it implements",
              name);
      case SEALED_INTERFACE ->
          Rule.mistake(
              Code.NOT_AN_INTERFACE,
              service.place(),
              "%s is sealed, so a decorator cannot implement it; remove sealed",
              name);
      case GENERIC_INTERFACE ->
          Rule.mistake(
              Code.GENERIC,
              service.place(),
              "%s has type parameters, so it is not known what it stores; annotate an interface"
                  + " that extends it with types put in",
              name);
      case INVISIBLE_INTERFACE ->
          Rule.mistake(
              Code.SERVICE_INVISIBLE,
              service.place(),
              "%s, or a type around it, is private; make it visible in its package",
              name);
      case UNWRITABLE_INTERFACE ->
          Rule.mistake(
              Code.NOT_OVERRIDABLE,
              service.place(),
              "%s has a function whose name Java cannot write, as one with a parameter of a value"
                  + " class has, so no decorator can implement it; move it to another interface, or"
                  + " let it take the value itself",
              name);
      case INTERFACE -> {
        List<Diagnostic> found = new ArrayList<>(answersTaken(service));
        found.addAll(packagesHidden(service));
        service
            .unseen()
            .forEach(
                type ->
                    found.addAll(
                        Rule.mistake(
                            Code.TYPE_INVISIBLE,
                            type.place(),
                            "%s, which this method mentions, is not visible to the decorator in the"
                                + " service's package; make it public, or package-private there",
                            type.value())));
        yield found;
      }
    };
  }

  private static List<Diagnostic> answersTaken(ServiceFacts service) {
    Stream<Signature> signatures =
        Stream.concat(
            service.annotated().stream().map(MethodFacts::signature), service.others().stream());
    return signatures.anyMatch(s -> s.name().equals("answers") && s.parameters().isEmpty())
        ? Rule.mistake(
            Code.ANSWERS_TAKEN,
            service.place(),
            "%s declares answers(), which the decorator needs for itself; rename it",
            service.name().simpleName())
        : List.of();
  }

  /** Generated code inherits the types inside the service, and names packages. */
  private static List<Diagnostic> packagesHidden(ServiceFacts service) {
    String own = service.name().packageName().split("\\.", 2)[0];
    return Stream.of("dev", "java", "javax", own)
        .distinct()
        .filter(service.hidingNames()::contains)
        .findFirst()
        .map(
            name ->
                Rule.mistake(
                    Code.CLASS_TAKEN,
                    service.place(),
                    "a type called %s in %s hides the package %s from generated code; rename it",
                    name,
                    service.name().simpleName(),
                    name))
        .orElse(List.of());
  }
}

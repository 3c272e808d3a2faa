package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.Service;
import dev.fallback.processor.model.ServiceFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges services by all rules. A service with a fault is not generated; its neighbours are. One
 * instance a build, since names must differ between services; not thread-safe.
 */
public final class Check {
  private final List<Rule<MethodFacts>> methodRules;
  private final List<Rule<ServiceFacts>> serviceRules =
      List.of(
          new ShapeRule(),
          new OperationNameRule(),
          new TableRule(),
          new TypeNameRule(),
          new MissingValueRule(),
          new Taken());
  private final ServiceRule serviceRule = new ServiceRule();
  private final Set<Diagnostic> told = new HashSet<>();

  public Check(Settings settings) {
    methodRules =
        List.of(
            new DeclarationRule(),
            new ResultRule(),
            new DurationRule(),
            new SoftTimesRule(),
            new ExpiryRule(settings.today(), settings.lastExpiry()),
            new VersionRule(),
            new KeyspaceRule(),
            new PreviousRule(),
            new ErrorClassRule(),
            new NotKeyRule(),
            new KeyRule());
  }

  /** Judges the services of one round. */
  public Judgement judge(List<ServiceFacts> services) {
    List<Service> sound = new ArrayList<>();
    List<Diagnostic> all = new ArrayList<>();
    for (ServiceFacts service : services) {
      Set<Diagnostic> found = judge(service);
      if (found.isEmpty()) {
        sound.add(SoundService.of(service));
      }
      // An inherited method is part of several services; its mistake is told once.
      found.stream().filter(told::add).forEach(all::add);
    }
    return new Judgement(sound, all);
  }

  private Set<Diagnostic> judge(ServiceFacts service) {
    Set<Diagnostic> found = new LinkedHashSet<>(serviceRule.judge(service));
    if (service.kind() == ServiceFacts.Kind.NO_INTERFACE
        || service.kind() == ServiceFacts.Kind.UNWRITABLE_INTERFACE
        || service.kind() == ServiceFacts.Kind.GENERIC_INTERFACE) {
      return found;
    }
    for (Rule<MethodFacts> rule : methodRules) {
      service.annotated().forEach(method -> found.addAll(rule.judge(method)));
    }
    serviceRules.forEach(rule -> found.addAll(rule.judge(service)));
    return found;
  }
}

package dev.fallback.processor.check;

import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ServiceFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Operations of a service have different names, also when case is ignored. */
final class OperationNameRule implements Rule<ServiceFacts> {
  @Override
  public List<Diagnostic> judge(ServiceFacts service) {
    List<Diagnostic> found = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    Set<String> files = new HashSet<>(); // where lookup and lookUp are one file name
    for (MethodFacts method : service.annotated()) {
      String name = OperationNames.operation(method, service);
      boolean sameInCql = !taken.add(CqlName.of(name));
      boolean sameFile = !files.add(name.toLowerCase(Locale.ROOT));
      if (sameInCql || sameFile) {
        found.addAll(
            Rule.mistake(
                Code.OPERATION_NAME_TAKEN,
                method.place(),
                "this operation would be called %s, as another one of %s is; rename the method",
                name,
                service.name().simpleName()));
      }
    }
    return found;
  }
}

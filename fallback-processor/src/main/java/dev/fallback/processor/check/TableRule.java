package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.ServiceFacts;
import java.util.ArrayList;
import java.util.List;

/** Table names are legal in CQL. */
final class TableRule implements Rule<ServiceFacts> {
  @Override
  public List<Diagnostic> judge(ServiceFacts service) {
    List<Diagnostic> found = new ArrayList<>();
    for (MethodFacts method : service.annotated()) {
      String name = OperationNames.table(method, service);
      Place place = method.annotation().table().place();
      found.addAll(NameRules.judge("table", name, place, "give another name by table ="));
    }
    return found;
  }
}

package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.ServiceFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Table names are legal in CQL, and not those of our own tables. */
final class TableRule implements Rule<ServiceFacts> {
  /** Tables that the runtime keeps beside those of operations. */
  static final Set<String> OWN =
      Set.of("fallback_leases", "fallback_orders", "fallback_shapes", "fallback_jobs");

  @Override
  public List<Diagnostic> judge(ServiceFacts service) {
    List<Diagnostic> found = new ArrayList<>();
    for (MethodFacts method : service.annotated()) {
      int version = Math.max(1, method.annotation().version().value());
      String name = OperationNames.table(method, service, version);
      Place place = method.annotation().table().place();
      if (OWN.contains(name)) {
        found.addAll(
            Rule.mistake(
                Code.NAME_RESERVED,
                place,
                "table would be called %s, which is a table of Fallback's own; give another name by"
                    + " table =",
                name));
      }
      found.addAll(NameRules.judge("table", name, place, "give another name by table ="));
    }
    return found;
  }
}

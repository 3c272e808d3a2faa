package dev.fallback.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.StoredShape.Composite;
import dev.fallback.processor.plan.ServicePlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Names of a service's codecs: after the stored types, different ones also when case is ignored.
 */
final class CodecNames {
  private final Map<TypeName, ClassName> names = new HashMap<>();

  CodecNames(ServicePlan plan) {
    Set<String> taken = new HashSet<>();
    for (Composite composite : plan.composites()) {
      String stored = composite.name().text();
      ClassName name = GeneratedNames.codec(plan.service().name(), stored);
      for (int i = 2; !taken.add(name.simpleName().toLowerCase(Locale.ROOT)); i++) {
        name = GeneratedNames.codec(plan.service().name(), stored + "_" + i);
      }
      names.put(composite.javaType(), name);
    }
  }

  ClassName of(TypeName composite) {
    return Objects.requireNonNull(names.get(composite), composite.toString());
  }
}

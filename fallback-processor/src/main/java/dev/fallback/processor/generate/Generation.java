package dev.fallback.processor.generate;

import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.Sum;
import dev.fallback.processor.plan.ServicePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is generated for one service.
 *
 * @param cataloguePath where the catalogue goes among the resources
 */
public record Generation(List<GeneratedSource> sources, String cataloguePath, String catalogue) {
  public Generation {
    sources = List.copyOf(sources);
  }

  /** Generates a service. */
  public static Generation of(ServicePlan plan) {
    List<GeneratedSource> sources = new ArrayList<>();
    sources.add(DecoratorClass.of(plan));
    sources.add(DescriptorClass.of(plan));
    for (StoredShape composite : plan.composites()) {
      if (composite instanceof Product product) {
        sources.add(ProductCodecClass.of(plan.service(), product));
      } else if (composite instanceof Sum sum) {
        sources.add(SumCodecClass.of(plan.service(), sum));
      }
    }
    return new Generation(
        sources, "META-INF/fallback/" + plan.service().binaryName() + ".cql", Catalogue.of(plan));
  }
}

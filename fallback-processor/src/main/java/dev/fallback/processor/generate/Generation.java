package dev.fallback.processor.generate;

import dev.fallback.processor.model.StoredShape.Composite;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.Sum;
import dev.fallback.processor.plan.ServicePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is generated for one service.
 *
 * @param resources the catalogue, for machines and for people
 */
public record Generation(List<GeneratedSource> sources, List<Resource> resources) {
  public Generation {
    sources = List.copyOf(sources);
    resources = List.copyOf(resources);
  }

  /**
   * A file beside the classes.
   *
   * @param path where it goes among the resources
   */
  public record Resource(String path, String text) {}

  /** Generates a service. */
  public static Generation of(ServicePlan plan) {
    List<GeneratedSource> sources = new ArrayList<>();
    CodecNames codecs = new CodecNames(plan);
    sources.add(DecoratorClass.of(plan, codecs));
    sources.add(DescriptorClass.of(plan, codecs));
    for (int i = 0; i < plan.composites().size(); i++) {
      Composite composite = plan.composites().get(i);
      if (composite instanceof Product product) {
        sources.add(ProductCodecClass.of(plan.service(), codecs, product, i));
      } else if (composite instanceof Sum sum) {
        sources.add(SumCodecClass.of(plan.service(), codecs, sum, i));
      }
    }
    String path = "META-INF/fallback/" + plan.service().binaryName();
    return new Generation(
        sources,
        List.of(
            new Resource(path + ".cql", Catalogue.of(plan)),
            new Resource(path + ".md", CataloguePage.of(plan))));
  }
}

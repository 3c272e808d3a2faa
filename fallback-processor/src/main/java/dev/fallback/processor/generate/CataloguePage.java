package dev.fallback.processor.generate;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Composite;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.Sum;
import dev.fallback.processor.plan.CqlType;
import dev.fallback.processor.plan.OperationPlan;
import dev.fallback.processor.plan.PreviousPlan;
import dev.fallback.processor.plan.RowSize;
import dev.fallback.processor.plan.ServicePlan;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What a service stores, as a Markdown page: operations, keys, trees of types, sizes. */
final class CataloguePage {
  private CataloguePage() {}

  static String of(ServicePlan plan) {
    return """
        # %s

        What is kept in Cassandra, written at compile time.

        | operation | table | served up to | kept for | a row, about |
        |---|---|---|---|---|
        """
            .formatted(plan.service().binaryName())
        + plan.operations().stream().map(CataloguePage::line).collect(joining())
        + "\nSizes count texts and blobs as "
        + RowSize.TEXT
        + " bytes and collections as "
        + RowSize.ELEMENTS
        + " elements, before compression.\n"
        + plan.operations().stream().map(CataloguePage::operation).collect(joining());
  }

  private static String line(OperationPlan stored) {
    OperationModel operation = stored.operation();
    return String.format(
        Locale.ROOT, // the same file on every machine
        "| %s | %s | %s | %s | %,d bytes |\n",
        operation.name(),
        (operation.keyspace().isEmpty() ? "" : operation.keyspace() + ".") + operation.table(),
        DurationText.words(operation.timing().maxAge()),
        DurationText.words(operation.timing().retention()),
        RowSize.of(operation));
  }

  private static String operation(OperationPlan stored) {
    OperationModel operation = stored.operation();
    StringBuilder page = new StringBuilder("\n## " + operation.name() + "\n\nKey: ");
    if (operation.key().isEmpty()) {
      page.append("none; one row.\n");
    } else {
      page.append(
          operation.key().stream()
              .map(part -> operation.signature().parameters().get(part.index()))
              .map(parameter -> "`" + parameter.type() + " " + parameter.name() + "`")
              .collect(joining(", ")));
      page.append(", stored as `").append(stored.keyType()).append("`.\n");
    }
    stored
        .previous()
        .map(PreviousPlan::previous)
        .ifPresent(
            former ->
                page.append("\nMisses are answered from `")
                    .append(former.table())
                    .append("`, by `")
                    .append(former.converter().simpleName())
                    .append("`.\n"));
    page.append("\n```\n").append(stored.valueType()).append('\n');
    new Tree(page).show(operation.answer(), "  ");
    return page.append("```\n").toString();
  }

  /**
   * Composites below a shape, each field a line, indented by depth.
   *
   * @param shown types whose fields stand above already
   */
  private record Tree(StringBuilder page, Set<TypeName> shown) {
    Tree(StringBuilder page) {
      this(page, new HashSet<>());
    }

    void show(StoredShape shape, String indent) {
      if (shape instanceof Composite && !shown.add(shape.javaType())) {
        return;
      }
      if (shape instanceof Product product) {
        product.components().forEach(c -> field(c.field().text(), c.shape(), indent));
      } else if (shape instanceof Sum sum) {
        sum.variants().forEach(v -> field("or " + v.field().text(), v.shape(), indent));
      } else {
        shape.parts().forEach(part -> show(part, indent));
      }
    }

    private void field(String name, StoredShape shape, String indent) {
      page.append(indent).append(name).append(' ').append(CqlType.of(shape)).append('\n');
      show(shape, indent + "  ");
    }
  }
}

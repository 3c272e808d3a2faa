package dev.fallback.processor.plan;

import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Composite;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.Sum;
import dev.fallback.processor.plan.UserType.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the user-defined types that shapes need. */
public final class TypePlanner {
  /**
   * Field of a type whose record has no components: CQL knows no type without fields. Always true.
   */
  public static final String PRESENT = "present";

  private TypePlanner() {}

  /** Records, classes and sealed types in dependency order: each after everything it mentions. */
  public static List<Composite> composites(Collection<? extends StoredShape> roots) {
    Map<TypeName, Composite> found = new LinkedHashMap<>();
    roots.forEach(root -> collect(root, found));
    return List.copyOf(found.values());
  }

  /** The user-defined type of a composite. */
  public static UserType typeOf(Composite composite) {
    List<Field> fields = new ArrayList<>();
    if (composite instanceof Product product) {
      product
          .components()
          .forEach(c -> fields.add(new Field(c.field().text(), CqlType.of(c.shape()))));
      if (fields.isEmpty()) {
        fields.add(new Field(PRESENT, "boolean"));
      }
    } else if (composite instanceof Sum sum) {
      sum.variants().forEach(v -> fields.add(new Field(v.field().text(), CqlType.of(v.shape()))));
    }
    return new UserType(composite.name().text(), fields);
  }

  private static void collect(StoredShape shape, Map<TypeName, Composite> found) {
    if (shape instanceof Composite && found.containsKey(shape.javaType())) {
      return;
    }
    shape.parts().forEach(part -> collect(part, found));
    if (shape instanceof Composite composite) {
      found.put(shape.javaType(), composite);
    }
  }
}

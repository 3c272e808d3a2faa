package dev.fallback.processor.plan;

import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.model.Service;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Composite;
import java.util.ArrayList;
import java.util.List;

/**
 * How one service is stored.
 *
 * @param composites records, classes and sealed types in dependency order
 * @param types their user-defined types, in the same order
 */
public record ServicePlan(
    Service service,
    List<Composite> composites,
    List<UserType> types,
    List<OperationPlan> operations) {
  public ServicePlan {
    composites = List.copyOf(composites);
    types = List.copyOf(types);
    operations = List.copyOf(operations);
  }

  private static List<StoredShape> answers(Service service) {
    List<StoredShape> answers = new ArrayList<>();
    service.operations().forEach(operation -> answers.add(operation.answer()));
    for (OperationModel operation : service.operations()) {
      operation.previous().ifPresent(previous -> answers.add(previous.answer()));
    }
    return answers;
  }

  /** Plans a service. */
  public static ServicePlan of(Service service) {
    List<Composite> composites = TypePlanner.composites(answers(service));
    return new ServicePlan(
        service,
        composites,
        composites.stream().map(TypePlanner::typeOf).toList(),
        service.operations().stream().map(StatementPlanner::plan).toList());
  }
}

package dev.fallback.processor.check;

import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.AnnotationFacts.ErrorClass;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.model.OperationModel.KeyPart;
import dev.fallback.processor.model.Previous;
import dev.fallback.processor.model.PreviousFacts;
import dev.fallback.processor.model.ResultFacts.Eventual;
import dev.fallback.processor.model.Service;
import dev.fallback.processor.model.ServiceFacts;
import dev.fallback.processor.model.ShapeFacts;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns facts without faults into the model. */
final class SoundService {
  private SoundService() {}

  static Service of(ServiceFacts facts) {
    return new Service(
        facts.name(),
        facts.binaryName(),
        facts.place(),
        facts.isPublic(),
        facts.annotated().stream().map(method -> operation(method, facts)).toList(),
        facts.others(),
        facts.hidingNames(),
        facts.hidesNeighbours(),
        facts.canBeMarked());
  }

  private static OperationModel operation(MethodFacts method, ServiceFacts service) {
    if (!(method.result() instanceof Eventual eventual)) {
      throw new IllegalStateException("judged sound without a result: " + method);
    }
    Times times = Times.of(method.annotation());
    List<KeyPart> key = new ArrayList<>();
    for (int i = 0; i < method.parameters().size(); i++) {
      Optional<ShapeFacts> part = method.parameters().get(i).shape();
      if (part.isPresent()) {
        key.add(new KeyPart(i, part.get().shape().orElseThrow()));
      }
    }
    return new OperationModel(
        OperationNames.operation(method, service),
        method.place(),
        method.signature(),
        eventual.shape().shape().orElseThrow(),
        key,
        new Timing(
            times.maxAge().orElseThrow(),
            times.retention().orElseThrow(),
            times.timeout().orElseThrow(),
            times.softTimeout(),
            times.softMaxAge(),
            times.freshFor()),
        types(method.annotation().businessErrors()),
        types(method.annotation().forgetOn()),
        method.annotation().shareBackendCalls(),
        OperationNames.table(method, service),
        method.annotation().profile().value(),
        method.annotation().keyspace().value(),
        method
            .previous()
            .map(
                found -> previous(found, method, service, eventual.shape().shape().orElseThrow())));
  }

  private static Previous previous(
      PreviousFacts facts, MethodFacts method, ServiceFacts service, StoredShape answer) {
    int version = method.annotation().version().value();
    return new Previous(
        facts.converter(),
        OperationNames.table(method, service, version - 1),
        facts.formerKey(),
        facts.answer().map(former -> former.shape().orElseThrow()).orElse(answer),
        facts.answer().isPresent());
  }

  private static List<TypeName> types(List<Located<ErrorClass>> errors) {
    return errors.stream().map(e -> e.value().type()).toList();
  }
}

package dev.fallback.processor.check;

import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ParameterFacts;
import dev.fallback.processor.model.ServiceFacts;
import java.util.stream.Collectors;

/** Names of operations and tables. */
final class OperationNames {
  private OperationNames() {}

  /** The method's name; where annotated methods share it, followed by the key's type names. */
  static String operation(MethodFacts method, ServiceFacts service) {
    String name = method.signature().name();
    long sharing =
        service.annotated().stream().filter(m -> m.signature().name().equals(name)).count();
    return sharing == 1
        ? name
        : name
            + method.parameters().stream()
                .filter(p -> p.notKey().isEmpty())
                .map(ParameterFacts::typeName)
                .map(OperationNames::capitalised)
                .collect(Collectors.joining());
  }

  /** Name of the table, whether or not it is a legal one. */
  static String table(MethodFacts method, ServiceFacts service) {
    return table(method, service, method.annotation().version().value());
  }

  /** The table of another version. */
  static String table(MethodFacts method, ServiceFacts service, int version) {
    String written = method.annotation().table().value();
    String name =
        written.isEmpty()
            ? CqlName.of(String.join("_", service.name().simpleNames()))
                + "_"
                + CqlName.of(operation(method, service))
            : written;
    return version == 1 ? name : name + "_v" + version;
  }

  private static String capitalised(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}

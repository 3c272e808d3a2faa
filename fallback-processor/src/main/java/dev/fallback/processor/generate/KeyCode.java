package dev.fallback.processor.generate;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.model.OperationModel.KeyPart;
import dev.fallback.processor.model.Previous;
import dev.fallback.processor.model.StoredShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * How an operation's key is written: in place where that is one call, else by a method of its own.
 *
 * @param operation the operation
 * @param methodName name of its key method
 * @param formerName name of the method for the key of its previous version
 * @param fields what field code refers to
 */
record KeyCode(OperationModel operation, String methodName, String formerName, Fields fields) {

  /** The lambda that writes the key. */
  CodeBlock lambda(List<ParameterSpec> parameters) {
    List<KeyPart> key = operation.key();
    List<String> names = key.stream().map(part -> parameters.get(part.index()).name()).toList();
    CodeBlock own = own(names);
    if (operation.previous().isEmpty()) {
      return own;
    }
    String former = Stream.concat(names.stream(), Stream.of("out")).collect(joining(", "));
    return CodeBlock.of(
        "$T.with($L, out -> $N($L))", RuntimeNames.KEY_ENCODER, own, formerName(), former);
  }

  private CodeBlock own(List<String> names) {
    List<KeyPart> key = operation.key();
    if (key.isEmpty()) {
      return CodeBlock.of("out -> out.bool(true)");
    }
    if (isOneCall()) {
      return CodeBlock.of(
          "out -> $L",
          writer(new Names()).call(key.get(0).shape(), CodeBlock.of("$L", names.get(0))));
    }
    return CodeBlock.of("out -> $N($L, out)", methodName, String.join(", ", names));
  }

  /** The methods that the lambda calls, if it calls any. */
  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    method().ifPresent(methods::add);
    operation.previous().ifPresent(previous -> methods.add(former(previous)));
    return methods;
  }

  private MethodSpec former(Previous previous) {
    Names names = new Names("out");
    List<ParameterSpec> parameters =
        operation.key().stream().map(part -> parameter(part, names)).toList();
    return PreviousCode.key(operation, previous, formerName(), parameters, names, fields);
  }

  private Optional<MethodSpec> method() {
    if (operation.key().isEmpty() || isOneCall()) {
      return Optional.empty();
    }
    MethodSpec.Builder builder =
        MethodSpec.methodBuilder(methodName).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    Names names = new Names("out");
    List<ParameterSpec> parameters =
        operation.key().stream().map(part -> parameter(part, names)).toList();
    WriteCode code = writer(names);
    for (int i = 0; i < parameters.size(); i++) {
      code.field(operation.key().get(i).shape(), CodeBlock.of("$N", parameters.get(i)));
    }
    return Optional.of(
        builder
            .addParameters(parameters)
            .addParameter(RuntimeNames.BYTE_SINK, "out")
            .addCode(code.build())
            .build());
  }

  private ParameterSpec parameter(KeyPart part, Names names) {
    ParameterSpec declared = operation.signature().parameters().get(part.index());
    return ParameterSpec.builder(declared.type(), names.fresh(declared.name())).build();
  }

  private boolean isOneCall() {
    StoredShape first = operation.key().get(0).shape();
    return operation.key().size() == 1
        && (first instanceof StoredShape.Plain || first instanceof StoredShape.Choice);
  }

  private WriteCode writer(Names names) {
    return new WriteCode(fields, "out", true, names);
  }
}

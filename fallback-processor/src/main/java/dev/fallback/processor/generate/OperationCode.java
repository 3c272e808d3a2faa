package dev.fallback.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.model.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an operation's annotation says, as calls of the descriptor's builder, one a line. */
final class OperationCode {
  private OperationCode() {}

  static CodeBlock of(OperationModel operation) {
    Timing timing = operation.timing();
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("\n.maxAge($L)", DurationText.code(timing.maxAge()));
    code.add("\n.retention($L)", DurationText.code(timing.retention()));
    code.add("\n.timeout($L)", DurationText.code(timing.timeout()));
    Optional<Duration> softTimeout = timing.softTimeout();
    if (softTimeout.isPresent()) {
      code.add(
          "\n.softTimeout($L, $L)",
          DurationText.code(softTimeout.get()),
          DurationText.code(timing.softMaxAge().orElseThrow()));
    }
    timing.freshFor().ifPresent(fresh -> code.add("\n.freshFor($L)", DurationText.code(fresh)));
    errors(code, "businessErrors", operation.businessErrors());
    errors(code, "forgetOn", operation.forgetOn());
    if (operation.shareBackendCalls()) {
      code.add("\n.shareBackendCalls()");
    }
    return code.build();
  }

  private static void errors(CodeBlock.Builder code, String method, List<TypeName> errors) {
    if (!errors.isEmpty()) {
      CodeBlock classes =
          errors.stream()
              .map(error -> CodeBlock.of("$T.class", error))
              .collect(CodeBlock.joining(", "));
      code.add("\n.$L($T.of($L))", method, List.class, classes);
    }
  }
}

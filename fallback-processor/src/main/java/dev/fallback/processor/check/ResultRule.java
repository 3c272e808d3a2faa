package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.MethodFacts;
import dev.fallback.processor.model.ResultFacts.Immediate;
import dev.fallback.processor.model.ResultFacts.Nothing;
import dev.fallback.processor.model.ResultFacts.Suspended;
import dev.fallback.processor.model.ResultFacts.Unspecified;
import java.util.List;

/** An annotated method returns, eventually, something of a known type. */
final class ResultRule implements Rule<MethodFacts> {
  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    String name = method.signature().name();
    if (method.result() instanceof Immediate immediate) {
      return Rule.mistake(
          Code.NOT_ASYNCHRONOUS,
          method.place(),
          "%s returns %s; an annotated method returns CompletionStage or CompletableFuture, so that"
              + " its call can be given up",
          name,
          immediate.type());
    } else if (method.result() instanceof Suspended) {
      return Rule.mistake(
          Code.NOT_ASYNCHRONOUS,
          method.place(),
          "%s is a suspend function of Kotlin; let it return CompletionStage, made by future { … }"
              + " and waited for by await()",
          name);
    } else if (method.result() instanceof Unspecified unspecified) {
      return Rule.mistake(
          Code.RESULT_UNSPECIFIED,
          method.place(),
          "%s returns %s, which does not say what is stored; name one type without wildcard",
          name,
          unspecified.type());
    } else if (method.result() instanceof Nothing) {
      return Rule.mistake(
          Code.NOTHING_TO_STORE,
          method.place(),
          "%s returns nothing that could be stored; annotate reads only",
          name);
    }
    return List.of();
  }
}

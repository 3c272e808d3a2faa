package dev.fallback.processor.check;

import dev.fallback.processor.model.AnnotationFacts.BusinessError;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.MethodFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Business errors are narrow enough to leave something to protect from, and can be named. */
final class BusinessErrorRule implements Rule<MethodFacts> {
  private static final Set<String> TOO_WIDE =
      Set.of(
          "java.lang.Throwable",
          "java.lang.Exception",
          "java.lang.RuntimeException",
          "java.lang.Error",
          "java.io.IOException",
          "java.util.concurrent.TimeoutException",
          "java.util.concurrent.CompletionException",
          "java.util.concurrent.ExecutionException");

  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    List<Diagnostic> found = new ArrayList<>();
    for (Located<BusinessError> error : method.annotation().businessErrors()) {
      String type = error.value().type().toString();
      if (TOO_WIDE.contains(type)) {
        found.addAll(
            Rule.mistake(
                Code.BUSINESS_ERROR_TOO_WIDE,
                error.place(),
                "%s as a business error would let outages pass as answers, so that no snapshot is"
                    + " served; name the classes that say something about the request",
                type));
      } else if (!error.value().visible()) {
        found.addAll(
            Rule.mistake(
                Code.BUSINESS_ERROR_INVISIBLE,
                error.place(),
                "%s is not visible to generated code in the service's package; make it public, or"
                    + " package-private there",
                type));
      }
    }
    return found;
  }
}

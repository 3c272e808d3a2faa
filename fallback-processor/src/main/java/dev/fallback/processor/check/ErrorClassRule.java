package dev.fallback.processor.check;

import dev.fallback.processor.model.AnnotationFacts.ErrorClass;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.MethodFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Errors that are answers are narrow enough to leave something to protect from, can be named, and
 * mean one thing only.
 */
final class ErrorClassRule implements Rule<MethodFacts> {
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
    List<Located<ErrorClass>> business = method.annotation().businessErrors();
    List<Diagnostic> found = new ArrayList<>();
    business.forEach(error -> judge("a business error", error, found));
    Set<String> named =
        business.stream().map(e -> e.value().type().toString()).collect(Collectors.toSet());
    for (Located<ErrorClass> error : method.annotation().forgetOn()) {
      judge("a known absence", error, found);
      if (named.contains(error.value().type().toString())) {
        found.addAll(
            Rule.mistake(
                Code.ERROR_CLASS_TWICE,
                error.place(),
                "%s is in businessErrors and in forgetOn; name it in forgetOn if the key's snapshot"
                    + " shall go, in businessErrors if it shall stay",
                error.value().type()));
      }
    }
    return found;
  }

  private static void judge(String role, Located<ErrorClass> error, List<Diagnostic> found) {
    String type = error.value().type().toString();
    if (TOO_WIDE.contains(type)) {
      found.addAll(
          Rule.mistake(
              Code.BUSINESS_ERROR_TOO_WIDE,
              error.place(),
              "%s as %s would let outages pass as answers, so that no snapshot is served; name the"
                  + " classes that say something about the request",
              type,
              role));
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
}

package dev.fallback.processor.read;

import dev.fallback.processor.model.Diagnostic;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic.Kind;

/** Prints diagnostics: the only class that does. */
public final class Messages {
  private final Messager messager;

  public Messages(Messager messager) {
    this.messager = messager;
  }

  /** Prints each as an error at its place. */
  public void print(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.place() instanceof JavacPlace place) {
        messager.printMessage(
            Kind.ERROR, diagnostic.text(), place.element(), place.annotation(), place.value());
      } else {
        messager.printMessage(Kind.ERROR, diagnostic.text());
      }
    }
  }
}

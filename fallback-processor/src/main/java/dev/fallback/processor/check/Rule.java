package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Place;
import java.util.List;

/**
 * One thing that code must obey. Stateless.
 *
 * @param <T> what it judges
 */
interface Rule<T> {

  /** Every mistake found; empty when there is none. */
  List<Diagnostic> judge(T facts);

  /** One mistake; the message is a format, checked by the test that every code has. */
  @SuppressWarnings("AnnotateFormatMethod")
  static List<Diagnostic> mistake(Code code, Place place, String message, Object... arguments) {
    return List.of(new Diagnostic(code, place, message.formatted(arguments)));
  }
}

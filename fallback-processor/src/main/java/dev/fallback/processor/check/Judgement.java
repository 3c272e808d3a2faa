package dev.fallback.processor.check;

import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Service;
import java.util.List;

/**
 * What came of a round.
 *
 * @param sound services without faults
 * @param diagnostics every mistake, each once
 */
public record Judgement(List<Service> sound, List<Diagnostic> diagnostics) {
  public Judgement {
    sound = List.copyOf(sound);
    diagnostics = List.copyOf(diagnostics);
  }
}

package dev.fallback.bank.command;

import dev.fallback.schema.SchemaPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a plan is written for programs. Filled in by picocli. */
final class PlanFile {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also writes the plan there, as JSON.")
  private @Nullable Path json;

  void write(SchemaPlan plan) {
    if (json != null) {
      try {
        Files.writeString(json, plan.json());
      } catch (IOException e) {
        throw new UncheckedIOException("%s cannot be written".formatted(json), e);
      }
    }
  }
}

package dev.fallback.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outcomes as a file for programs. */
final class JsonReport {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  static void write(Path file, Map<String, Object> environment, List<Outcome> outcomes)
      throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("environment", environment);
    report.put("results", outcomes.stream().map(JsonReport::result).toList());
    MAPPER.writeValue(file.toFile(), report);
  }

  private static Map<String, Object> result(Outcome outcome) {
    Comparison comparison = outcome.comparison();
    String unit = comparison.ours().unit().equals("ns") ? "Ns" : "Bytes";
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("case", comparison.name());
    result.put("subject", comparison.subject());
    result.put("peer", comparison.peer());
    result.put("measurable", outcome.isMeasurable());
    result.put("ratio", outcome.ratio());
    result.put("leastRatio", outcome.leastRatio());
    result.put("subject" + unit, outcome.ours());
    result.put("peer" + unit, outcome.theirs());
    result.put("spread", outcome.spread());
    result.put("peerSpread", outcome.peerSpread());
    result.put("peerStatistic", comparison.leastOfPeer() ? "least" : "median");
    comparison
        .target()
        .ifPresent(
            target -> {
              result.put("target", target);
              result.put("met", outcome.isMet());
            });
    return result;
  }
}

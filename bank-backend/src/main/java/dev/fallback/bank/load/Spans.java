package dev.fallback.bank.load;

/**
 * How long each bank of a comparison is under load.
 *
 * @param warmSeconds before anything is measured
 * @param measuredSeconds after that
 */
record Spans(int warmSeconds, int measuredSeconds) {
  @Override
  public String toString() {
    return "%d seconds of warm-up and %d measured".formatted(warmSeconds, measuredSeconds);
  }
}

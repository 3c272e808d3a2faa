package dev.fallback.bench.codec;

/** All codecs that are compared. */
public enum Codecs {
  FALLBACK("fallback"),
  JACKSON_JSON("jackson-json");

  private final String shown;

  Codecs(String shown) {
    this.shown = shown;
  }

  /** What it is called in results. */
  String shown() {
    return shown;
  }

  /** A new one, for one thread. */
  Codec make() {
    return switch (this) {
      case FALLBACK -> new FallbackCodec();
      case JACKSON_JSON -> new JacksonCodec();
    };
  }
}

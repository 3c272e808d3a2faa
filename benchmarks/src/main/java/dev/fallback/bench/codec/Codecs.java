package dev.fallback.bench.codec;

/** All codecs that are compared. */
public enum Codecs {
  FALLBACK("fallback"),
  UDTVALUE_BY_NAME("udtvalue-by-name"),
  UDTVALUE_BY_INDEX("udtvalue-by-index"),
  JACKSON_JSON("jackson-json"),
  PROTOBUF("protobuf"),
  FORY("fory"),
  MEMCPY("memcpy");

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
      case UDTVALUE_BY_NAME -> new UdtByNameCodec();
      case UDTVALUE_BY_INDEX -> new UdtByIndexCodec();
      case JACKSON_JSON -> new JacksonCodec();
      case PROTOBUF -> new ProtobufCodec();
      case FORY -> new ForyCodec();
      case MEMCPY -> new CopyCodec();
    };
  }
}

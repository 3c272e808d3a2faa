package dev.fallback.bench.codec;

import dev.fallback.bench.Comparison;
import dev.fallback.bench.Figure;
import dev.fallback.bench.Suite;
import dev.fallback.bench.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Generated codecs beside what else turns records into bytes: time, allocation, size. */
public final class CodecSuite implements Suite {

  @Override
  public String name() {
    return "codec";
  }

  @Override
  public String about() {
    return "generated codecs beside the driver's, JSON, Protobuf and Fory";
  }

  @Override
  public List<Comparison> comparisons() {
    List<Comparison> all = new ArrayList<>();
    for (int transactions : new int[] {10, 100}) {
      all.add(
          new Comparison(
                  "encode-" + transactions,
                  time("encode", Codecs.FALLBACK, transactions),
                  Codecs.JACKSON_JSON.shown(),
                  time("encode", Codecs.JACKSON_JSON, transactions))
              .atMost(1 / 4.0)
              .againstLeast());
      all.add(
          new Comparison(
                  "decode-" + transactions,
                  time("decode", Codecs.FALLBACK, transactions),
                  Codecs.JACKSON_JSON.shown(),
                  time("decode", Codecs.JACKSON_JSON, transactions))
              .atMost(1 / 5.0)
              .againstLeast());
    }
    return all;
  }

  private static Figure time(String method, Codecs codec, int transactions) {
    return new Figure.Time(workload(method, codec, transactions));
  }

  private static Workload workload(String method, Codecs codec, int transactions) {
    return Workload.of(
        CodecBenchmark.class,
        method,
        Map.of("codec", codec.name(), "transactions", Integer.toString(transactions)));
  }
}

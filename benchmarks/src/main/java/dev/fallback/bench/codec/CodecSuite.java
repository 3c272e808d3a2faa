package dev.fallback.bench.codec;

import dev.fallback.bench.Comparison;
import dev.fallback.bench.Figure;
import dev.fallback.bench.Suite;
import dev.fallback.bench.Workload;
import dev.fallback.codegen.ByteSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Generated codecs beside what else turns records into bytes: time, allocation, size. */
public final class CodecSuite implements Suite {
  /** What encoding may allocate besides the bytes it returns. */
  private static final int SPARE_BYTES = 128;

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
      times(transactions, "encode", all, 10, 5, 4, 2, 1 / 1.6);
      all.add(time("encode", transactions, Codecs.MEMCPY));
      times(transactions, "decode", all, 6, 2.5, 5, 1.5, 1 / 1.6);
      allocations(transactions, all);
      bytes(transactions, all);
    }
    return all;
  }

  /**
   * @param speedups how many times as fast we should at least be, by peer, in order
   */
  private static void times(
      int transactions, String method, List<Comparison> all, double... speedups) {
    Codecs[] peers = Codecs.values();
    for (int i = 0; i < speedups.length; i++) {
      all.add(time(method, transactions, peers[i + 1]).atMost(1 / speedups[i]));
    }
  }

  private static Comparison time(String method, int transactions, Codecs peer) {
    Comparison comparison =
        new Comparison(
            method + "-" + transactions,
            new Figure.Time(workload(method, Codecs.FALLBACK, transactions)),
            peer.shown(),
            new Figure.Time(workload(method, peer, transactions)));
    // The time of these has two modes, so they are taken at their best.
    return peer == Codecs.JACKSON_JSON || peer == Codecs.UDTVALUE_BY_NAME
        ? comparison.againstLeast()
        : comparison;
  }

  private static void allocations(int transactions, List<Comparison> all) {
    String name = "allocation-of-encode-" + transactions;
    Figure ours = new Figure.Allocation(workload("encode", Codecs.FALLBACK, transactions));
    int output = encoded(Codecs.FALLBACK, Statements.of(transactions));
    all.add(
        new Comparison(
                name,
                ours,
                "output+%d".formatted(SPARE_BYTES),
                new Figure.Bytes(output + SPARE_BYTES))
            .atMost(1));
    for (Codecs peer : List.of(Codecs.UDTVALUE_BY_INDEX, Codecs.PROTOBUF, Codecs.FORY)) {
      all.add(
          new Comparison(
              name,
              ours,
              peer.shown(),
              new Figure.Allocation(workload("encode", peer, transactions))));
    }
  }

  private static void bytes(int transactions, List<Comparison> all) {
    String name = "bytes-" + transactions;
    Statement statement = Statements.of(transactions);
    Figure ours = new Figure.Bytes(encoded(Codecs.FALLBACK, statement));
    for (Codecs peer : List.of(Codecs.JACKSON_JSON, Codecs.PROTOBUF, Codecs.FORY)) {
      Comparison comparison =
          new Comparison(name, ours, peer.shown(), new Figure.Bytes(encoded(peer, statement)));
      all.add(peer == Codecs.JACKSON_JSON ? comparison.atMost(0.70) : comparison);
    }
    MillisStatement millis = MillisStatement.of(statement);
    ByteSink sink = new ByteSink();
    FallbackCodec.<MillisStatement>generated("statementInMillis").write(millis, sink);
    all.add(
        new Comparison(
                name,
                new Figure.Bytes(sink.size()),
                Codecs.JACKSON_JSON.shown(),
                new Figure.Bytes(JacksonCodec.json(millis).length))
            .of("fallback-millis")
            .atMost(0.64));
  }

  private static int encoded(Codecs codec, Statement statement) {
    return codec.make().encode(statement).length;
  }

  private static Workload workload(String method, Codecs codec, int transactions) {
    return Workload.of(
        CodecBenchmark.class,
        method,
        Map.of("codec", codec.name(), "transactions", Integer.toString(transactions)));
  }
}

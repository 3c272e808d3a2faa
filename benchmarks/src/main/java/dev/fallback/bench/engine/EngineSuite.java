package dev.fallback.bench.engine;

import dev.fallback.bench.Comparison;
import dev.fallback.bench.Figure;
import dev.fallback.bench.Suite;
import dev.fallback.bench.Surroundings;
import dev.fallback.bench.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The engine beside what guards calls elsewhere.
 *
 * <p>{@code closed-success} is the time over the bare call of the backend, for all. Ours is that of
 * a call whose answer is encoded already, without the time that copying its bytes takes, since no
 * peer makes anything that it could store; what encoding takes is shown beside it. All else stays
 * in: the key and its encoding, the digest of the encoded statement, its comparison with what is
 * stored, lease and epoch, the caller's own future.
 */
public final class EngineSuite implements Suite {
  private static final Workload ENCODING =
      Workload.of(EncodingBenchmark.class, "generated", Map.of());
  private static final Workload COPYING = Workload.of(EncodingBenchmark.class, "copied", Map.of());
  private static final Workload BALANCE = Workload.of(BalanceCallBenchmark.class, "call", Map.of());

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public String about() {
    return "guarded calls beside Resilience4j, Failsafe, Spring, the driver and no guard";
  }

  @Override
  public List<Comparison> comparisons() {
    List<Comparison> all = new ArrayList<>(closed("closed-success", 1, 1.5));
    all.addAll(closed("closed-success-2threads", 2, 1.2));
    all.add(
        new Comparison(
                "closed-allocation",
                new Figure.Allocation(call(Guard.FALLBACK)),
                "limit",
                new Figure.Bytes(400))
            .atMost(1));
    all.add(
        new Comparison(
            "closed-allocation",
            new Figure.Allocation(call(Guard.FALLBACK)),
            Guard.RESILIENCE4J.shown(),
            new Figure.Allocation(call(Guard.RESILIENCE4J))));
    Figure join = new Figure.Time(Workload.of(JoinBenchmark.class, "fallback", Map.of()));
    all.add(new Comparison("coalesced-join", join, "limit", new Figure.Nanos(100)).atMost(1));
    all.add(
        new Comparison(
            "coalesced-join",
            join,
            "caffeine",
            new Figure.Time(Workload.of(JoinBenchmark.class, "caffeine", Map.of()))));
    all.addAll(openRead("open-read-p50", "one", read -> new Figure.Percentile(read, 50)));
    all.addAll(openRead("open-read-p99", "one", read -> new Figure.Percentile(read, 99)));
    all.addAll(openRead("open-read-throughput", "many", Figure.Time::new));
    all.add(bankRead("bank-read-unchanged", false).atMost(1 / 0.9));
    all.add(bankRead("bank-read-new", true).atMost(1 / 0.7));
    return all;
  }

  @Override
  public Set<String> onServers() {
    return comparisons().stream()
        .map(Comparison::name)
        .filter(name -> name.startsWith("open-read") || name.startsWith("bank-read"))
        .collect(Collectors.toSet());
  }

  @Override
  public Surroundings surroundings(List<Comparison> chosen) {
    if (chosen.stream().map(Comparison::name).noneMatch(onServers()::contains)) {
      return Surroundings.NONE;
    }
    return Servers.start(chosen.stream().anyMatch(c -> c.name().startsWith("bank-read")));
  }

  private static List<Comparison> closed(String name, int threads, double target) {
    List<Comparison> all = new ArrayList<>();
    Figure ours =
        new Figure.Overhead(
            call(Guard.FALLBACK_ENCODED).threads(threads),
            List.of(call(Guard.NONE).threads(threads), COPYING.threads(threads)));
    for (Guard peer : Guard.peers()) {
      all.add(
          new Comparison(name, ours, peer.shown(), overhead(call(peer), threads))
              .atMost(peer.breakerOnly() ? target : 1));
    }
    Figure number = overhead(BALANCE, threads);
    Figure andEncoding = overhead(call(Guard.FALLBACK), threads);
    Figure encoding = new Figure.Time(ENCODING.threads(threads));
    all.add(beside(name, threads, number).of("fallback-of-a-number"));
    all.add(beside(name, threads, andEncoding).of("fallback-and-encoding"));
    all.add(beside(name, threads, encoding).of("encoding"));
    return all;
  }

  private static Comparison beside(String name, int threads, Figure figure) {
    return new Comparison(
        name, figure, Guard.RESILIENCE4J.shown(), overhead(call(Guard.RESILIENCE4J), threads));
  }

  private static Figure overhead(Workload guarded, int threads) {
    return new Figure.Overhead(
        guarded.threads(threads), List.of(call(Guard.NONE).threads(threads)));
  }

  private static List<Comparison> openRead(
      String name, String method, Function<Workload, Figure> figure) {
    Figure ours = figure.apply(openRead(ReadWay.FALLBACK, method));
    return List.of(
        new Comparison(
                name,
                ours,
                "driver-udtvalue",
                figure.apply(openRead(ReadWay.DRIVER_UDTVALUE, method)))
            .atMost(1),
        new Comparison(
            name,
            ours,
            "driver-udtvalue-handed-over",
            figure.apply(openRead(ReadWay.DRIVER_UDTVALUE_HANDED_OVER, method))));
  }

  private static Workload openRead(ReadWay way, String method) {
    return Workload.of(OpenReadBenchmark.class, method, Map.of())
        .turn(ReadWay.ALL.indexOf(way), ReadWay.ALL.size());
  }

  private static Comparison bankRead(String name, boolean newValues) {
    return new Comparison(
        name,
        new Figure.Time(bankRead(BankReadBenchmark.PROTECTED, newValues)),
        "unprotected",
        new Figure.Time(bankRead(BankReadBenchmark.UNPROTECTED, newValues)));
  }

  private static Workload bankRead(int turn, boolean newValues) {
    return Workload.of(
            BankReadBenchmark.class, "many", Map.of("newValues", Boolean.toString(newValues)))
        .turn(turn, BankReadBenchmark.TURNS);
  }

  private static Workload call(Guard guard) {
    return Workload.of(ClosedCallBenchmark.class, "call", Map.of("guard", guard.name()));
  }
}

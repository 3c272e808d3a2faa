package dev.fallback.bank.simulation;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Warms two banks and this JVM, and then measures the banks in turns, at a steady rate: the first,
 * the second, the second, the first, so that what drifts hits both alike. Connections are shared,
 * so that what a request costs is not hidden behind what a connection does.
 *
 * <p>{@code load.first}, {@code load.second}: where the banks serve; with {@code .pid} behind it,
 * their processes. {@code load.debits}, {@code load.credits}, {@code load.statements}: rates a
 * second. {@code load.warm} and {@code load.measured}: seconds of warm-up, and of each bank's
 * measurement, which is one half in each of its turns. In the warm-up both banks have half the rate
 * that is measured, but at least {@value #WARM_LEAST} a second of each kind: what is measured are
 * banks that have run for a while, not how the JVM compiles what a rare kind of request needs.
 */
public final class SteadySimulation extends Simulation {
  private static final List<Integer> TURNS = List.of(0, 1, 1, 0);
  private static final double WARM_SHARE = 0.5;
  private static final double WARM_LEAST = 75;
  private static final Duration RISE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration MARGIN = Duration.ofMillis(500);

  private final Duration warm = Settings.seconds("load.warm");
  private final Duration turn = Settings.seconds("load.measured").dividedBy(2);
  private final List<PopulationBuilder> populations = new ArrayList<>();
  private final List<Meter> meters = new ArrayList<>();

  public SteadySimulation() {
    add("load.first");
    add("load.second");
    setUp(populations).assertions(global().failedRequests().count().is(0L));
  }

  private void add(String bank) {
    int index = meters.size();
    Meter meter = new Meter(Settings.pid(bank + ".pid"));
    meters.add(meter);
    var protocol =
        http.baseUrl(Settings.text(bank)).userAgentHeader("bank-load").shareConnections();
    Traffic traffic = new Traffic(" " + bank, new Answers(meter), meter);
    steady(index, traffic.debits(), Settings.number("load.debits"), protocol);
    steady(index, traffic.credits(), Settings.number("load.credits"), protocol);
    steady(index, traffic.statements(), Settings.number("load.statements"), protocol);
    for (int t = 0; t < TURNS.size(); t++) {
      if (TURNS.get(t) == index) {
        Duration begin = RISE.plus(warm).plus(PAUSE.plus(turn).multipliedBy(t)).plus(PAUSE);
        at(begin.minus(MARGIN), bank + " begins " + t, meter::begin);
        at(begin.plus(turn).plus(MARGIN), bank + " ends " + t, meter::end);
      }
    }
  }

  @Override
  public void after() {
    Meter.write(Settings.meter(), meters.stream().map(Meter::figures).toList());
  }

  private void steady(
      int bank, ScenarioBuilder customers, double rate, HttpProtocolBuilder protocol) {
    if (rate <= 0) {
      return;
    }
    double warmRate = Math.max(WARM_LEAST, WARM_SHARE * rate);
    List<OpenInjectionStep> steps = new ArrayList<>();
    steps.add(rampUsersPerSec(1).to(warmRate).during(RISE));
    steps.add(constantUsersPerSec(warmRate).during(warm));
    for (int whose : TURNS) {
      steps.add(nothingFor(PAUSE));
      steps.add(whose == bank ? constantUsersPerSec(rate).during(turn) : nothingFor(turn));
    }
    populations.add(
        customers.injectOpen(steps.toArray(OpenInjectionStep[]::new)).protocols(protocol));
  }

  private void at(Duration when, String name, Runnable mark) {
    populations.add(
        scenario(name)
            .exec(
                session -> {
                  mark.run();
                  return session;
                })
            .injectOpen(nothingFor(when), atOnceUsers(1)));
  }
}

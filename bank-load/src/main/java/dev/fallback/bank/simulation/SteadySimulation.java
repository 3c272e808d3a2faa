package dev.fallback.bank.simulation;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Warms the bank and this JVM, pauses, and then measures at a steady rate. For comparing two banks:
 * connections are shared, so that what a request costs is not hidden behind what a connection does.
 *
 * <p>{@code load.debits}, {@code load.credits}, {@code load.statements}: rates a second. {@code
 * load.warm} and {@code load.measured}: seconds. The warm-up runs at the rate that is measured, but
 * with at least {@value #WARM_LEAST} a second of each kind: what is measured is a bank that has run
 * for a while, not how the JVM compiles what a rare kind of request needs, and no machine that can
 * serve the rate is asked for much more before.
 */
public final class SteadySimulation extends Simulation {
  private static final double WARM_LEAST = 150;
  private static final Duration RISE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration MARGIN = Duration.ofMillis(500);

  private final Meter meter = new Meter(Settings.pid());
  private final Duration warm = Settings.seconds("load.warm");
  private final Duration measured = Settings.seconds("load.measured");

  public SteadySimulation() {
    Traffic traffic = new Traffic(new Answers(meter), meter);
    List<PopulationBuilder> populations = new ArrayList<>();
    steady(populations, traffic.debits(), Settings.number("load.debits"));
    steady(populations, traffic.credits(), Settings.number("load.credits"));
    steady(populations, traffic.statements(), Settings.number("load.statements"));
    Duration begin = RISE.plus(warm).plus(PAUSE).minus(MARGIN);
    Duration end = RISE.plus(warm).plus(PAUSE).plus(measured).plus(MARGIN);
    populations.add(at(begin, "begin", meter::begin));
    populations.add(at(end, "end", meter::end));
    setUp(populations)
        .protocols(http.baseUrl(Settings.url()).userAgentHeader("bank-load").shareConnections())
        .assertions(global().failedRequests().count().is(0L));
  }

  @Override
  public void after() {
    meter.write(Settings.meter());
  }

  private void steady(List<PopulationBuilder> populations, ScenarioBuilder customers, double rate) {
    if (rate > 0) {
      double warmRate = Math.max(WARM_LEAST, rate);
      populations.add(
          customers.injectOpen(
              rampUsersPerSec(1).to(warmRate).during(RISE),
              constantUsersPerSec(warmRate).during(warm),
              nothingFor(PAUSE),
              constantUsersPerSec(rate).during(measured)));
    }
  }

  private static PopulationBuilder at(Duration when, String name, Runnable mark) {
    return scenario(name)
        .exec(
            session -> {
              mark.run();
              return session;
            })
        .injectOpen(nothingFor(when), atOnceUsers(1));
  }
}

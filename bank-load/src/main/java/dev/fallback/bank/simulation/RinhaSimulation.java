package dev.fallback.bank.simulation;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the contract of Rinha de Backend 2024/Q1, then loads the bank at a rate that rises and
 * then holds. Fails, by Gatling's assertions, when one request did, or when too few were fast.
 *
 * <p>{@code load.ramp} and {@code load.hold}: seconds of rise and hold, 120 each in the contract.
 * {@code load.share}: of the contract's rate, 1 for all. {@code load.fast}: percentage that must be
 * answered within 250 ms, 98 in the contract, 0 for no such demand.
 */
public final class RinhaSimulation extends Simulation {
  private static final int FAST_MILLIS = 250;

  private final Meter meter = new Meter(Settings.pid("load.pid"));
  private final RinhaProfile profile =
      new RinhaProfile(
          Settings.seconds("load.ramp"),
          Settings.seconds("load.hold"),
          Settings.number("load.share"));

  public RinhaSimulation() {
    Answers answers = new Answers(meter);
    Traffic traffic = new Traffic("", answers, meter);
    setUp(
            new Validations(answers)
                .before(
                    rising(traffic.debits(), RinhaProfile.DEBITS),
                    rising(traffic.credits(), RinhaProfile.CREDITS),
                    rising(traffic.statements(), RinhaProfile.STATEMENTS)))
        .protocols(http.baseUrl(Settings.text("load.url")).userAgentHeader("bank-load"))
        .assertions(demands());
  }

  @Override
  public void before() {
    meter.begin();
  }

  @Override
  public void after() {
    meter.end();
    Meter.write(Settings.meter(), meter.figures());
  }

  private List<Assertion> demands() {
    List<Assertion> demands = new ArrayList<>();
    demands.add(global().failedRequests().count().is(0L));
    demands.add(global().allRequests().count().is(profile.requests()));
    double fast = Settings.number("load.fast");
    if (fast > 0) {
      demands.add(global().responseTime().percentile(fast).lte(FAST_MILLIS));
    }
    return demands;
  }

  private PopulationBuilder rising(ScenarioBuilder customers, double rate) {
    double top = profile.top(rate);
    return customers.injectOpen(
        rampUsersPerSec(1).to(top).during(profile.ramp()),
        constantUsersPerSec(top).during(profile.hold()));
  }
}

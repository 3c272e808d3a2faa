package dev.fallback.bank.simulation;

import static dev.fallback.bank.simulation.Requests.cent;
import static dev.fallback.bank.simulation.Requests.made;
import static dev.fallback.bank.simulation.Requests.posting;
import static dev.fallback.bank.simulation.Requests.quoted;
import static dev.fallback.bank.simulation.Requests.statement;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.List;

/**
 * What the contract has checked before the load: bursts on one account at once, limits, newest
 * entries, statements that show a posting as soon as it was acknowledged, and refusals.
 */
final class Validations {
  /** Name of all these requests in the report. */
  static final String NAME = "validation";

  /** How many requests these are. */
  static final int REQUESTS = 123;

  private static final int BURST = 25;
  private static final int READERS = 4;
  private static final String ACKNOWLEDGED = "acknowledged";

  private final Answers answers;

  Validations(Answers answers) {
    this.answers = answers;
  }

  /**
   * All of them, and then the load. That one begins when the five clients are through, so that it
   * cannot move a balance which is being checked.
   */
  PopulationBuilder before(PopulationBuilder... load) {
    return burst("d")
        .andThen(
            balance(-BURST)
                .andThen(
                    burst("c")
                        .andThen(
                            balance(0)
                                .andThen(
                                    clients()
                                        .injectOpen(atOnceUsers(Client.ALL.size()))
                                        .andThen(load),
                                    unknownClient().injectOpen(atOnceUsers(1))))));
  }

  private static PopulationBuilder burst(String kind) {
    return scenario("burst of " + kind)
        .exec(ofFirstClient())
        .exec(cent(NAME, kind, "validacao"))
        .injectOpen(atOnceUsers(BURST));
  }

  private PopulationBuilder balance(long expected) {
    return scenario("balance " + expected)
        .exec(ofFirstClient())
        .exec(made(statement(NAME), answers.balanceIs(expected)))
        .injectOpen(atOnceUsers(1));
  }

  private ScenarioBuilder clients() {
    return scenario("each client")
        .feed(listFeeder(Client.ALL.stream().map(Client::attributes).toList()).queue())
        .exec(made(statement(NAME), answers.limitIsThatOf("limit"), answers.balanceIs(0)))
        .exec(cent(NAME, "c", "toma", answers.postedWithinLimit()))
        .exec(cent(NAME, "d", "devolve", answers.postedWithinLimit()))
        .exec(
            made(statement(NAME), answers.entry(0, "d", "devolve"), answers.entry(1, "c", "toma")))
        .exec(readYourWrite())
        .exec(refusals());
  }

  /** Four at once, each on a connection of its own, as soon as the posting is acknowledged. */
  private ChainBuilder readYourWrite() {
    return exec(
        cent(
                NAME,
                "c",
                "danada",
                answers.postedWithinLimit(),
                jmesPath("saldo").ofLong().saveAs(ACKNOWLEDGED))
            .resources(
                java.util.stream.Stream.generate(
                        () ->
                            made(
                                statement(NAME),
                                answers.entry(0, "c", "danada"),
                                answers.balanceIsThatOf(ACKNOWLEDGED)))
                    .limit(READERS)
                    .toList()));
  }

  private static ChainBuilder refusals() {
    return exec(
        List.of(
                posting(NAME, "1.2", quoted("d"), quoted("devolve")),
                posting(NAME, "1", quoted("x"), quoted("devolve")),
                posting(NAME, "1", quoted("c"), quoted("devolve mais do que dez")),
                posting(NAME, "1", quoted("c"), quoted("")),
                posting(NAME, "1", quoted("c"), "null"))
            .stream()
            .map(each -> exec(each.check(status().in(422, 400))))
            .toList());
  }

  private static ScenarioBuilder unknownClient() {
    return scenario("unknown client")
        .exec(session -> session.set("id", 6))
        .exec(statement(NAME).check(status().is(404)));
  }

  private static ChainBuilder ofFirstClient() {
    return exec(session -> session.set("id", 1));
  }
}

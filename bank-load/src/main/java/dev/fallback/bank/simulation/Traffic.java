package dev.fallback.bank.simulation;

import static dev.fallback.bank.simulation.Requests.checkedIfMade;
import static dev.fallback.bank.simulation.Requests.made;
import static dev.fallback.bank.simulation.Requests.posting;
import static dev.fallback.bank.simulation.Requests.quoted;
import static dev.fallback.bank.simulation.Requests.statement;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.concurrent.ThreadLocalRandom;

/** What one customer does in the load: one request for a random client, and off. */
final class Traffic {
  private static final int MOST = 10_000;
  private static final int DESCRIPTION = 10;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String SENT = "sent";

  private final String bank;
  private final Answers answers;
  private final Meter meter;

  /**
   * @param bank what tells this bank's scenarios from those of others in the simulation
   */
  Traffic(String bank, Answers answers, Meter meter) {
    this.bank = bank;
    this.answers = answers;
    this.meter = meter;
  }

  /** A debit, which the limit may refuse. */
  ScenarioBuilder debits() {
    return customer(
        "debit",
        checkedIfMade(
            random("debit", "d").check(status().in(200, 422)), answers.postedWithinLimit()));
  }

  /** A credit, which nothing can refuse. */
  ScenarioBuilder credits() {
    return customer("credit", made(random("credit", "c"), answers.postedWithinLimit()));
  }

  /** A statement. */
  ScenarioBuilder statements() {
    return customer("statement", made(statement("statement"), answers.statementWithinLimit()));
  }

  private ScenarioBuilder customer(String kind, HttpRequestActionBuilder request) {
    return scenario(kind + "s" + bank)
        .exec(session -> drawn(session).set(SENT, System.nanoTime()))
        .exec(request)
        .exec(measured(kind));
  }

  private ChainBuilder measured(String kind) {
    return exec(
        session -> {
          meter.answered(kind, session.getLong(SENT));
          return session;
        });
  }

  private static HttpRequestActionBuilder random(String name, String kind) {
    return posting(name, "#{amount}", quoted(kind), quoted("#{description}"));
  }

  private static Session drawn(Session session) {
    var random = ThreadLocalRandom.current();
    StringBuilder description = new StringBuilder(DESCRIPTION);
    for (int i = 0; i < DESCRIPTION; i++) {
      description.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return session
        .set("id", Client.ALL.get(random.nextInt(Client.ALL.size())).id())
        .set("amount", random.nextInt(1, MOST + 1))
        .set("description", description.toString());
  }
}

package dev.fallback.bank.simulation;

import static io.gatling.javaapi.core.CoreDsl.jmesPath;

import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** What must hold of the bank's answers. A broken one fails the request and is counted apart. */
final class Answers {
  private final Meter meter;

  Answers(Meter meter) {
    this.meter = meter;
  }

  /** The balance after a posting is not below what the limit allows. */
  CheckBuilder postedWithinLimit() {
    return within("[saldo, limite]");
  }

  /** The balance of a statement is not below what the limit allows. */
  CheckBuilder statementWithinLimit() {
    return within("saldo.[total, limite]");
  }

  /** A statement's balance is exactly this. */
  CheckBuilder balanceIs(long expected) {
    return jmesPath("saldo.total")
        .ofLong()
        .validate(
            "balance " + expected, consistent("balance", (total, session) -> total == expected));
  }

  /** A statement's balance is the one that a posting returned, kept in the session. */
  CheckBuilder balanceIsThatOf(String attribute) {
    return jmesPath("saldo.total")
        .ofLong()
        .validate(
            "balance acknowledged",
            consistent("balance", (total, session) -> total == session.getLong(attribute)));
  }

  /** A statement's limit is the client's. */
  CheckBuilder limitIsThatOf(String attribute) {
    return jmesPath("saldo.limite")
        .ofLong()
        .validate(
            "limit", consistent("limit", (limit, session) -> limit == session.getLong(attribute)));
  }

  /** An entry of a statement, counted from the newest, is this posting of one cent. */
  CheckBuilder entry(int index, String kind, String description) {
    return jmesPath("ultimas_transacoes[" + index + "]")
        .ofMap()
        .validate(
            "entry " + index,
            consistent("entry " + index, (entry, session) -> isCent(entry, kind, description)));
  }

  private CheckBuilder within(String path) {
    return jmesPath(path)
        .ofList()
        .validate(
            "balance within limit",
            consistent("balance and limit", (pair, session) -> isWithin(pair)));
  }

  private static boolean isWithin(List<Object> pair) {
    return pair.size() == 2
        && pair.get(0) instanceof Number balance
        && pair.get(1) instanceof Number limit
        && balance.longValue() >= -limit.longValue();
  }

  private static boolean isCent(Map<String, Object> entry, String kind, String description) {
    return entry.get("valor") instanceof Number amount
        && amount.longValue() == 1
        && kind.equals(entry.get("tipo"))
        && description.equals(entry.get("descricao"));
  }

  /** Gatling takes what a validator throws for the sentence of a failed check. */
  private <T> java.util.function.BiFunction<T, Session, T> consistent(
      String what, BiPredicate<T, Session> holds) {
    return (found, session) -> {
      if (found == null || !holds.test(found, session)) {
        meter.inconsistent("%s: found %s".formatted(what, found));
        throw new InconsistentAnswerException(what + " is " + found);
      }
      return found;
    };
  }
}

package dev.fallback.bank.simulation;

import java.util.List;
import java.util.Map;

/**
 * One of the five clients that the contract demands.
 *
 * @param limit overdraft limit in cents
 */
record Client(long id, long limit) {
  static final List<Client> ALL =
      List.of(
          new Client(1, 100_000),
          new Client(2, 80_000),
          new Client(3, 1_000_000),
          new Client(4, 10_000_000),
          new Client(5, 500_000));

  Map<String, Object> attributes() {
    return Map.of("id", id, "limit", limit);
  }
}

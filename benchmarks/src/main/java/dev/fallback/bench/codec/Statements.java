package dev.fallback.bench.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Statements as a bank has them, made by dice that fall alike each time. */
final class Statements {
  private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SECONDS_OF_YEAR = 365L * 86_400;

  private static final List<String> NAMES =
      List.of("Ada Lovelace", "Grace Hopper", "Émilie du Châtelet", "Alan Turing", "Kurt Gödel");
  private static final List<String> SHOPS =
      List.of("Corner Bakery", "Grand Central Books", "Station Kiosk", "Hardware & Garden");
  private static final List<String> CITIES = List.of("Zürich", "London", "Vienna", "Copenhagen");
  private static final List<String> TEXTS =
      List.of(
          "Card payment",
          "Standing order rent",
          "Invoice 2026-0815",
          "Thank you for the lovely evening",
          "Monthly subscription");

  private static final List<Kind> KINDS = List.of(Kind.values());

  private Statements() {}

  /** A statement with that many transactions, the same for the same number. */
  static Statement of(int transactions) {
    Random random = new Random(transactions);
    return new Statement(
        4_711_000_000L + random.nextInt(1_000_000),
        pick(NAMES, random),
        "EUR",
        money(random, 5_000_000),
        YEAR,
        YEAR.plusSeconds(SECONDS_OF_YEAR),
        IntStream.range(0, transactions).mapToObj(i -> transaction(random)).toList());
  }

  private static Transaction transaction(Random random) {
    return new Transaction(
        new UUID(random.nextLong(), random.nextLong()),
        YEAR.plusSeconds((long) (random.nextDouble() * SECONDS_OF_YEAR))
            .plusNanos(random.nextInt(1_000_000) * 1_000L),
        money(random, 100_000),
        pick(TEXTS, random),
        pick(KINDS, random),
        counterparty(random));
  }

  private static Counterparty counterparty(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Counterparty.Account(pick(NAMES, random), iban(random));
      case 1 ->
          new Counterparty.Merchant(
              pick(SHOPS, random), pick(CITIES, random), 1_000 + random.nextInt(9_000));
      default -> new Counterparty.Machine(10_000_000L + random.nextInt(90_000_000));
    };
  }

  private static BigDecimal money(Random random, int bound) {
    return BigDecimal.valueOf(random.nextInt(2 * bound) - bound, 2);
  }

  private static String iban(Random random) {
    return "DE%020d".formatted(random.nextLong(1_000_000_000_000_000_000L));
  }

  private static <T> T pick(List<T> choice, Random random) {
    return choice.get(random.nextInt(choice.size()));
  }
}

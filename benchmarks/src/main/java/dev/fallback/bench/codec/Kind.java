package dev.fallback.bench.codec;

/** What brought a transaction about. */
public enum Kind {
  CARD_PAYMENT,
  TRANSFER,
  DIRECT_DEBIT,
  CASH_WITHDRAWAL,
  INTEREST
}

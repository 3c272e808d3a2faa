package dev.fallback.bank.account;

/** Which way a posting moves the balance. */
public enum Kind {
  /** Adds to the balance. */
  CREDIT,
  /** Takes from the balance. */
  DEBIT
}

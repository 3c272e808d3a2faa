package dev.fallback.bank.load;

/**
 * Two banks, measured in turns.
 *
 * @param order which was first: {@code "on, off"} or {@code "off, on"}
 * @param on with Fallback
 * @param off without
 */
record Pair(String order, Side on, Side off) {}

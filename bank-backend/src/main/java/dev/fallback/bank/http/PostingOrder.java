package dev.fallback.bank.http;

import dev.fallback.bank.account.Kind;

/**
 * A posting as a request asks for it, checked.
 *
 * @param kind which way
 * @param amount in cents
 * @param description what the customer wrote
 */
record PostingOrder(Kind kind, long amount, String description) {}

package dev.fallback.bank.lab.truth;

/**
 * A posting as the bank or its database shows it.
 *
 * @param sequence position among the account's postings, from 1
 * @param kind direction
 * @param amount in cents
 * @param description text it was sent with
 * @param balanceAfter balance of the account right after it, in cents
 */
public record SeenTransaction(
    long sequence, PostingKind kind, long amount, String description, long balanceAfter) {}

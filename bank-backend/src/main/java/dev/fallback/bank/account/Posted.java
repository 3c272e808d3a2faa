package dev.fallback.bank.account;

/**
 * A posting that was made and is durable.
 *
 * @param accountId the account
 * @param balance in cents, right after it
 * @param limit overdraft limit in cents
 * @param sequence its number on the account
 */
public record Posted(long accountId, long balance, long limit, long sequence) {}

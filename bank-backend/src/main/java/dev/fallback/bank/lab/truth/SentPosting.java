package dev.fallback.bank.lab.truth;

import java.time.Instant;

/**
 * A posting that was sent to the bank.
 *
 * @param accountId account it was sent to
 * @param description unique over the whole run, so that a posting seen anywhere is recognised
 * @param kind direction
 * @param amount in cents, positive
 * @param sentAt wall-clock time just before it was sent
 * @param sentNanos the same on the monotonic clock
 */
public record SentPosting(
    long accountId,
    String description,
    PostingKind kind,
    long amount,
    Instant sentAt,
    long sentNanos) {}

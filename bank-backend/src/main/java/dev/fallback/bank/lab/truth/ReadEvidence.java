package dev.fallback.bank.lab.truth;

import java.time.Instant;

/**
 * An answered read with all that is needed to judge it, now or later.
 *
 * @param accountId account that was asked for
 * @param acknowledgedBefore highest sequence acknowledged on that account before the read was sent
 * @param sentAt wall-clock time just before it was sent
 * @param answeredAt wall-clock time when the whole answer was there
 * @param answeredNanos the same on the monotonic clock
 * @param provenance where the answer says it came from
 * @param statement what it said
 */
public record ReadEvidence(
    long accountId,
    long acknowledgedBefore,
    Instant sentAt,
    Instant answeredAt,
    long answeredNanos,
    Provenance provenance,
    SeenStatement statement) {

  /** The same read, for the ledger of an account that began anew after the read was sent. */
  public ReadEvidence sentBeforeAnything() {
    return new ReadEvidence(accountId, 0, sentAt, answeredAt, answeredNanos, provenance, statement);
  }
}

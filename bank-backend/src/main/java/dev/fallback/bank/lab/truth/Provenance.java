package dev.fallback.bank.lab.truth;

import java.time.Instant;

/** Where an answer says that it came from. */
public sealed interface Provenance {

  /** From the backend, in this very call: it must be current. */
  record FromBackend() implements Provenance {}

  /**
   * From the store: it must have been true between its as-of and the end of the recorded call.
   *
   * @param asOf when the recorded call started
   * @param ageSeconds age in whole seconds, as the answer stated it
   */
  record FromStore(Instant asOf, long ageSeconds) implements Provenance {}
}

package dev.fallback.bank.lab.load;

import dev.fallback.bank.lab.truth.Provenance;
import dev.fallback.bank.lab.truth.SeenStatement;

/** What became of a read. */
public sealed interface ReadReply {

  /** A statement came. */
  record Answered(Provenance provenance, SeenStatement statement) implements ReadReply {}

  /** Something came with status 200 that is not a statement with its provenance. */
  record Unreadable(String sentence) implements ReadReply {}

  /**
   * No statement came.
   *
   * @param reason a few words, the same for the same kind of failure
   */
  record Failed(String reason) implements ReadReply {}
}

package dev.fallback.codegen;

/** Stored bytes that this release cannot turn into an answer. Counts as a miss. */
public final class UnreadableSnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableSnapshotException(String message) {
    super(message);
  }

  public UnreadableSnapshotException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.fallback;

/**
 * What an error of the backend means: whether the store may answer in its stead, and whether it
 * counts against the backend. The two are separate on purpose.
 */
public enum FailureClass {
  /** An answer: passes to the caller, counts as the backend's success. */
  BUSINESS(false, false),
  /**
   * A known absence, such as a closed account: as {@link #BUSINESS}, and the snapshot of the key is
   * replaced by an absence, which reads as a miss.
   */
  FORGET(false, false),
  /** A bug on our side of the wire: passes to the caller, says nothing about the backend. */
  BUG(false, false),
  /** The backend failed: answered from the store, counts against the backend. */
  FAILURE(true, true),
  /**
   * Answered from the store, does not count against the backend; for instance "too many requests".
   */
  SERVED_NOT_COUNTED(true, false),
  /** Passes to the caller, counts against the backend. */
  COUNTED_NOT_SERVED(false, true);

  private final boolean served;
  private final boolean counted;

  FailureClass(boolean served, boolean counted) {
    this.served = served;
    this.counted = counted;
  }

  /** Whether a snapshot may take the error's place. */
  public boolean served() {
    return served;
  }

  /** Whether it counts against the backend. */
  public boolean counted() {
    return counted;
  }
}

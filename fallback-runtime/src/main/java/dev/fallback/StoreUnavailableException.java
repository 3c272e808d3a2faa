package dev.fallback;

/**
 * The fallback store could not be asked: not connected, not migrated, overloaded or too slow. Seen
 * by callers as a suppressed exception inside the call's error; by itself under {@link
 * CallScope#unlessRecordedWithin}, and by who gives an order to all nodes.
 */
public class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.fallback;

/**
 * The fallback store could not be asked: not connected, not migrated, overloaded or too slow. Seen
 * by callers as a suppressed exception inside the backend's error; by itself only under {@link
 * CallScope#unlessRecordedWithin}.
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

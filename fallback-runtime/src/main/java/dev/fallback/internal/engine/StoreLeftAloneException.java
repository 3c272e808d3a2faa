package dev.fallback.internal.engine;

import dev.fallback.StoreUnavailableException;

/** The engine gave the store up, or did not ask it, because it failed or was too slow. */
final class StoreLeftAloneException extends StoreUnavailableException {
  private static final long serialVersionUID = 1L;

  StoreLeftAloneException(String message) {
    super(message);
  }
}

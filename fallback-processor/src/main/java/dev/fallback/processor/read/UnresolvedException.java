package dev.fallback.processor.read;

/** A type that does not exist yet was met; the service is read again in the next round. */
final class UnresolvedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}

package dev.fallback.schema;

/** What is live in Cassandra cannot serve, or be extended to, what is wanted. */
public final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SchemaException(String message) {
    super(message);
  }

  public SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}

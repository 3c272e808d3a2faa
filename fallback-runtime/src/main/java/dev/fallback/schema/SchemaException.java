package dev.fallback.schema;

/**
 * A schema could not be planned or migrated: what is live cannot be extended to what is wanted,
 * Cassandra does not answer, a node is away, or another migrator does not end.
 */
public final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SchemaException(String message) {
    super(message);
  }

  public SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}

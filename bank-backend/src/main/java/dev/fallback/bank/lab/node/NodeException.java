package dev.fallback.bank.lab.node;

/** A bank of the lab did not do what it was told; the message is a sentence. */
public final class NodeException extends Exception {
  private static final long serialVersionUID = 1L;

  NodeException(String message) {
    super(message);
  }

  NodeException(String message, Throwable cause) {
    super(message, cause);
  }
}

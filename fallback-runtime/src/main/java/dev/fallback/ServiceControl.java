package dev.fallback;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * State of one service and an operator's hand on it. Releasing, and the expiry of a hold, return to
 * {@link State#CLOSED} with a breaker that starts anew, unless other services share the breaker or
 * an order to all nodes is in force. Thread-safe; never blocks.
 */
public interface ServiceControl extends StateControl {

  /** Names of the service's operations, in alphabetical order. */
  List<String> operations();

  /**
   * One operation of the service. Its own hold, while there is one, goes before the service's.
   *
   * @param name name of the operation, usually its method's
   * @throws IllegalArgumentException when the service has no such operation; the message lists them
   */
  OperationControl operation(String name);

  /** Makes snapshots of that time misses, on this node. */
  void distrust(Distrust interval);

  /**
   * Takes this node's order back; nothing happens unless one was given that equals it, author and
   * reason included: see {@link #distrusted}.
   */
  void trust(Distrust interval);

  /** Makes snapshots of that time misses on all nodes, within two seconds, until revoked. */
  CompletionStage<Void> distrustEverywhere(Distrust interval);

  /** Takes an order to all nodes back. */
  CompletionStage<Void> trustEverywhere(Distrust interval);

  /** The orders in force on this node, its own and those to all nodes. */
  List<Distrust> distrusted();
}

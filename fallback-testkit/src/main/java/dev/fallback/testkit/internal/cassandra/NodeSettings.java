package dev.fallback.testkit.internal.cassandra;

import java.util.List;

/**
 * What distinguishes one node from another.
 *
 * @param address to listen on, for clients and nodes
 * @param port for clients
 * @param storagePort for nodes
 * @param seeds nodes to meet first, as {@code host:storagePort}
 * @param token the start of its part of the ring
 * @param heapMegabytes of the node's Java heap
 * @param single whether it is the only node, which then need not wait for others
 */
public record NodeSettings(
    String address,
    int port,
    int storagePort,
    List<String> seeds,
    long token,
    int heapMegabytes,
    boolean single) {
  public NodeSettings {
    seeds = List.copyOf(seeds);
  }
}

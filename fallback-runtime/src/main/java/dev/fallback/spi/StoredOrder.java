package dev.fallback.spi;

/**
 * An operator's order to all nodes, as it is kept in the store.
 *
 * @param scope binary name of a service, or of a service and its operation with a dot between
 * @param id what it orders: {@code hold}, or {@code distrust} and its interval; a later order with
 *     the same scope and id replaces it
 * @param state the state held; empty for a distrust
 * @param fromMicros first as-of distrusted, microseconds since the epoch; 0 for a hold
 * @param untilMicros when the hold ends, or the first as-of trusted again
 * @param author who ordered it
 * @param reason why
 */
public record StoredOrder(
    String scope,
    String id,
    String state,
    long fromMicros,
    long untilMicros,
    String author,
    String reason) {}

package dev.fallback.processor.plan;

import dev.fallback.processor.model.Previous;

/**
 * How the previous version of an operation is stored.
 *
 * @param keyType CQL type of column {@code key}
 * @param valueType CQL type of the former answer
 * @param insert never executed; here since a table has one
 * @param select text of the select, with {@code ${keyspace}}
 * @param tag fingerprint of the former stored shape
 */
public record PreviousPlan(
    Previous previous,
    String keyType,
    String valueType,
    String insert,
    String select,
    String tag) {}

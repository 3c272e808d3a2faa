package dev.fallback.codegen;

/**
 * One field of a user-defined type.
 *
 * @param name lower-case, unquoted name of the field
 * @param type its CQL type; user-defined types are named without keyspace, as in {@code
 *     frozen<list<frozen<transaction>>>}
 */
public record StoredField(String name, String type) {}

package dev.fallback.internal.schema;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The tables that Fallback keeps for itself in the keyspace. Their ids, like those of all tables,
 * follow from their names, so that two who create one at the same time create the same.
 */
public final class ControlTables {
  /** Who may do what only one may do at a time. */
  public static final String LEASES = "fallback_leases";

  /** Operators' orders to all nodes. */
  public static final String ORDERS = "fallback_orders";

  /** Which fields each release knew. */
  public static final String SHAPES = "fallback_shapes";

  /** Who is at which job, and how far it is. */
  public static final String JOBS = "fallback_jobs";

  private ControlTables() {}

  /** Statement that creates the table of leases. */
  public static String leases(String keyspace) {
    return create(
        keyspace,
        LEASES,
        "name text PRIMARY KEY, owner text, fence bigint, beat bigint",
        "Who may do what only one may do at a time");
  }

  /** Statement that creates the table of operators' orders. */
  static String orders(String keyspace) {
    return create(
        keyspace,
        ORDERS,
        "part tinyint, scope text, id text, state text, from_micros bigint, until_micros bigint,"
            + " author text, reason text, PRIMARY KEY (part, scope, id)",
        "Orders to all nodes");
  }

  /** Statement that creates the table of shapes. */
  static String shapes(String keyspace) {
    return create(
        keyspace,
        SHAPES,
        "snapshots text, tag text, fields map<text, frozen<list<text>>>,"
            + " PRIMARY KEY ((snapshots, tag))",
        "Which fields each release knew");
  }

  /** Statement that creates the table of jobs. */
  static String jobs(String keyspace) {
    return create(
        keyspace,
        JOBS,
        "name text PRIMARY KEY, owner text, fence bigint, beat bigint, since_micros bigint, note"
            + " text",
        "Who is at which job, and how far it is");
  }

  /** A table's id, derived from its name. */
  static UUID id(String keyspace, String table) {
    return UUID.nameUUIDFromBytes((keyspace + "." + table).getBytes(StandardCharsets.UTF_8));
  }

  private static String create(String keyspace, String table, String columns, String comment) {
    return "CREATE TABLE IF NOT EXISTS %s.%s (%s) WITH id = %s AND comment = '%s'"
        .formatted(keyspace, table, columns, id(keyspace, table), comment);
  }
}

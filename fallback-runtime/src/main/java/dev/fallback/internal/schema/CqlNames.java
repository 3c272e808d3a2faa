package dev.fallback.internal.schema;

import java.util.Set;

/**
 * Names in CQL as statements write them. Names are lower-case, so only the words that Cassandra
 * reserves need quotes.
 */
public final class CqlNames {
  /** Words that Cassandra 5.0 reserves: its own list, {@code reserved_keywords.txt}. */
  private static final Set<String> RESERVED =
      Set.of(
          """
          add allow alter and apply asc authorize batch begin by columnfamily create delete desc
          describe drop entries execute from full grant if in index infinity insert into is keyspace
          limit materialized modify nan norecursive not null of on or order primary rename revoke
          schema select set table to token truncate unlogged update use using view where with"""
              .split("\\s+"));

  private CqlNames() {}

  /** The name, in quotes where it is reserved. */
  public static String quoted(String name) {
    return RESERVED.contains(name) ? '"' + name + '"' : name;
  }
}

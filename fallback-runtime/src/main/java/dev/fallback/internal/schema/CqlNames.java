package dev.fallback.internal.schema;

import java.util.Set;

/** Names in CQL as statements write them: what would be read as something else is in quotes. */
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

  /** The name, in quotes where it is reserved or not all lower case. */
  public static String quoted(String name) {
    return RESERVED.contains(name) || !name.matches("[a-z][a-z0-9_]*")
        ? '"' + name.replace("\"", "\"\"") + '"'
        : name;
  }
}

package dev.fallback.bank.command;

import dev.fallback.CassandraSettings;
import dev.fallback.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** The bank's types and tables in Cassandra, keyspace included. Blocks. */
final class StoreSchema {
  private final Schema schema = Schema.load(StoreSchema.class.getClassLoader());
  private final CassandraSettings settings;

  StoreSchema(CassandraSettings settings) {
    this.settings = settings;
  }

  /** The statements that {@link #migrate} would execute. */
  List<String> plan() {
    return schema.plan(settings);
  }

  /**
   * Creates what is missing.
   *
   * @param replicas copies of each row, where the keyspace has to be created
   * @return what was executed
   */
  List<String> migrate(int replicas) {
    List<String> executed = new ArrayList<>(Schema.createKeyspace(settings, replicas));
    executed.addAll(schema.migrate(settings));
    return executed;
  }
}

package dev.fallback.bank.command;

import dev.fallback.CassandraSettings;
import dev.fallback.schema.MigrationOptions;
import dev.fallback.schema.Schema;
import dev.fallback.schema.SchemaPlan;
import java.util.List;
import java.util.Map;

/** The bank's types and tables in Cassandra, keyspace included. Blocks. */
final class StoreSchema {
  private final Schema schema = Schema.load(StoreSchema.class.getClassLoader());
  private final CassandraSettings settings;

  StoreSchema(CassandraSettings settings) {
    this.settings = settings;
  }

  /** What a migration would do; a missing keyspace is a problem. */
  SchemaPlan plan() {
    return schema.plan(settings);
  }

  /** What a migration with these options would do. */
  SchemaPlan plan(MigrationOptions options) {
    return schema.plan(settings, options);
  }

  /**
   * Creates what is missing.
   *
   * @param replicas copies of each row, where the keyspace has to be created
   * @return what was executed
   */
  List<String> migrate(int replicas) {
    return migrate(
        MigrationOptions.defaults().creatingKeyspace(Map.of(settings.localDatacenter(), replicas)));
  }

  /** Creates what is missing; what was executed. */
  List<String> migrate(MigrationOptions options) {
    return schema.migrate(settings, options);
  }
}

package dev.fallback.bank.command;

import dev.fallback.schema.MigrationOptions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a schema is planned and migrated. Filled in by picocli. */
final class MigrationFlags {
  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Copies of each row in the local data centre, where the keyspace has to be created."
              + " Default: ${DEFAULT-VALUE}.")
  private int replicas = 1;

  @Option(
      names = "--replication",
      paramLabel = "CENTRE=N",
      split = ",",
      description = "The same for each data centre, such as dc1=3,dc2=2; instead of --replicas.")
  private @Nullable Map<String, Integer> replication;

  @Option(
      names = "--alter-options",
      description = "Alter options of tables, such as compaction, that are not the wanted ones.")
  private boolean alterOptions;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long to wait for another migrator at most. Default: ${DEFAULT-VALUE}.")
  private int patience = 600;

  MigrationOptions checked(CommandSpec spec, ServerOptions servers, Consumer<String> progress) {
    Options.range(spec, "--replicas", replicas, 1, 99);
    Options.range(spec, "--patience", patience, 0, 86_400);
    Map<String, Integer> copies =
        replication == null ? Map.of(servers.datacenter, replicas) : new TreeMap<>(replication);
    copies.forEach((centre, number) -> Options.range(spec, "--replication", number, 1, 99));
    MigrationOptions options =
        MigrationOptions.defaults()
            .creatingKeyspace(copies)
            .withPatience(Duration.ofSeconds(patience))
            .telling(progress);
    return alterOptions ? options.alteringOptions() : options;
  }
}

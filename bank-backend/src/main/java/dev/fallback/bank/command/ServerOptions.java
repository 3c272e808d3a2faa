package dev.fallback.bank.command;

import dev.fallback.bank.postgres.PostgresSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which servers a command works with. Filled in by picocli. */
final class ServerOptions {
  @Option(
      names = "--postgres",
      paramLabel = "URL",
      converter = PostgresUrl.class,
      description = {
        "The Postgres to use: postgresql://USER:PASSWORD@HOST:PORT/DATABASE, or HOST:PORT.",
        "Without it one is started, with its data in the data folder."
      })
  @Nullable PostgresSettings postgres;

  @Option(
      names = "--cassandra",
      paramLabel = "HOST:PORT",
      converter = CassandraAddress.Parser.class,
      description = {
        "The Cassandra to use.",
        "Without it one is started, with its data in the data folder."
      })
  @Nullable CassandraAddress cassandra;

  @Option(
      names = "--datacenter",
      paramLabel = "NAME",
      defaultValue = "datacenter1",
      description = "Data centre of the Cassandra to use. Default: ${DEFAULT-VALUE}.")
  String datacenter = "datacenter1";

  @Option(
      names = "--keyspace",
      paramLabel = "NAME",
      defaultValue = "bank",
      description = "Keyspace of types and tables. Default: ${DEFAULT-VALUE}.")
  String keyspace = "bank";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".bank",
      description = "Folder of the log and of started servers' data. Default: ${DEFAULT-VALUE}.")
  Path data = Path.of(".bank");
}

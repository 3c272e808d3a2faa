package dev.fallback.bank.command;

import dev.fallback.bank.BankServer;
import dev.fallback.bank.BankSettings;
import dev.fallback.schema.SchemaException;
import dev.fallback.schema.SchemaPlan;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the bank until it is stopped. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the bank until it is stopped.")
public final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ServerOptions servers = new ServerOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "9999",
      description = "Port to listen on, 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "0",
      description = "Accounts beside 1 to 5, numbered from 1001 on. Default: ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(
      names = "--migrate",
      description =
          "Creates what is missing in the Cassandra of --cassandra. One that is started here is"
              + " always migrated.")
  private boolean migrate;

  @Override
  public Integer call() throws InterruptedException {
    Options.range(spec, "--port", port, 0, 65535);
    Options.range(spec, "--accounts", accounts, 0, 10_000_000);
    LogFile.into(servers.data);
    PrintWriter out = spec.commandLine().getOut();
    try (Landscape landscape = Landscape.start(servers)) {
      StoreSchema schema = new StoreSchema(landscape.cassandra());
      boolean ours = landscape.startedStore() || migrate;
      if (ours) {
        schema.migrate(1);
      }
      try (BankServer server =
          BankServer.start(
              BankSettings.of(landscape.postgres())
                  .withCassandra(landscape.cassandra())
                  .withExtraAccounts(accounts)
                  .listeningOn(host, port))) {
        out.println(landscape.description());
        out.println("Serving    " + server.url() + ", Ctrl-C stops");
        out.flush();
        if (!ours) {
          tellWhatIsMissing(schema);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, landscape), "stop"));
        new CountDownLatch(1).await();
        return 0;
      }
    }
  }

  private static void stop(BankServer server, Landscape landscape) {
    server.close();
    landscape.close();
  }

  /** Serving goes on without: statements are then unprotected until the store is ready. */
  private void tellWhatIsMissing(StoreSchema schema) {
    try {
      SchemaPlan plan = schema.plan();
      if (!plan.isFulfilled()) {
        spec.commandLine()
            .getErr()
            .printf(
                "Statements are unprotected: in Cassandra %d types and tables are missing and %d"
                    + " problems are found; see schema plan.%n",
                plan.steps().size(), plan.problems().size());
      }
    } catch (SchemaException e) {
      spec.commandLine().getErr().println("Statements are unprotected: " + e.getMessage());
    }
  }
}

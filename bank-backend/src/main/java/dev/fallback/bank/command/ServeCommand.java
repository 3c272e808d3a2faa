package dev.fallback.bank.command;

import dev.fallback.bank.BankServer;
import dev.fallback.bank.BankSettings;
import dev.fallback.bank.variant.Variant;
import dev.fallback.schema.SchemaException;
import dev.fallback.schema.SchemaPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
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
  /** Begins the line that says where the bank serves. */
  public static final String SERVING = "Serving    ";

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

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      defaultValue = "fallback",
      converter = VariantWord.class,
      description = {
        "How statement reads are protected: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
        "One that keeps nothing in Cassandra starts none."
      },
      completionCandidates = VariantWord.class)
  private Variant variant = Variant.FALLBACK;

  @Option(
      names = "--until-input-ends",
      description = "Stops when standard input ends: for programs that start a bank.")
  private boolean untilInputEnds;

  @Override
  public Integer call() throws InterruptedException {
    Options.range(spec, "--port", port, 0, 65535);
    Options.range(spec, "--accounts", accounts, 0, 10_000_000);
    LogFile.into(servers.data);
    PrintWriter out = spec.commandLine().getOut();
    try (Landscape landscape = start()) {
      boolean ours = landscape.startedStore() || migrate;
      if (ours && variant.needsStore()) {
        new StoreSchema(landscape.cassandra()).migrate(1);
      }
      try (BankServer server = BankServer.start(settings(landscape))) {
        out.println(landscape.description());
        out.println(SERVING + server.url() + ", Ctrl-C stops");
        out.flush();
        if (!ours && variant == Variant.FALLBACK) {
          tellWhatIsMissing(new StoreSchema(landscape.cassandra()));
        }
        Thread stop = new Thread(() -> stop(server, landscape), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        awaitEnd();
        awaitShutdownUnlessRemoved(stop);
        return 0;
      }
    }
  }

  private Landscape start() {
    return variant.needsStore() ? Landscape.start(servers) : Landscape.startBackend(servers);
  }

  private BankSettings settings(Landscape landscape) {
    BankSettings settings = BankSettings.of(landscape.postgres());
    if (variant.needsStore()) {
      settings = settings.withCassandra(landscape.cassandra());
    }
    return settings.withVariant(variant).withExtraAccounts(accounts).listeningOn(host, port);
  }

  private void awaitEnd() throws InterruptedException {
    if (!untilInputEnds) {
      new CountDownLatch(1).await();
    }
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("Standard input cannot be read", e);
    }
  }

  /** A process told to end while its input ended is closed by the hook, not here as well. */
  private static void awaitShutdownUnlessRemoved(Thread hook) throws InterruptedException {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      hook.join();
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

package dev.fallback.bank.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Types and tables in Cassandra: what is missing, and making it. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(plan | migrate | verify)",
    description = "The types and tables in Cassandra.",
    subcommands = {
      SchemaCommand.Plan.class,
      SchemaCommand.Migrate.class,
      SchemaCommand.Verify.class
    })
public final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().getErr().println("schema: say plan, migrate or verify.");
    return spec.exitCodeOnInvalidInput();
  }

  private static int with(
      ServerOptions servers, CommandSpec spec, Function<StoreSchema, Integer> work) {
    LogFile.into(servers.data);
    try (Landscape landscape = Landscape.startStore(servers)) {
      int code = work.apply(new StoreSchema(landscape.cassandra()));
      spec.commandLine().getOut().flush();
      return code;
    }
  }

  private static void print(List<String> statements, PrintWriter out) {
    statements.forEach(statement -> out.println(statement + ";"));
  }

  /** Prints what is missing. */
  @Command(
      name = "plan",
      mixinStandardHelpOptions = true,
      description = "Prints the statements that migrate would execute, and executes none.")
  static final class Plan implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerOptions servers = new ServerOptions();

    @Override
    public Integer call() {
      return with(
          servers,
          spec,
          schema -> {
            List<String> missing = schema.plan();
            print(missing, spec.commandLine().getOut());
            if (missing.isEmpty()) {
              spec.commandLine().getErr().println("Nothing is missing.");
            }
            return 0;
          });
    }
  }

  /** Creates what is missing. */
  @Command(
      name = "migrate",
      mixinStandardHelpOptions = true,
      description = "Creates what is missing, the keyspace included, and prints what it executed.")
  static final class Migrate implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerOptions servers = new ServerOptions();

    @Option(
        names = "--replicas",
        paramLabel = "N",
        defaultValue = "1",
        description =
            "Copies of each row, where the keyspace has to be created. Default: ${DEFAULT-VALUE}.")
    private int replicas;

    @Override
    public Integer call() {
      Options.range(spec, "--replicas", replicas, 1, 99);
      return with(
          servers,
          spec,
          schema -> {
            List<String> executed = schema.migrate(replicas);
            print(executed, spec.commandLine().getOut());
            if (executed.isEmpty()) {
              spec.commandLine().getErr().println("Nothing was missing.");
            }
            return 0;
          });
    }
  }

  /** Tells whether anything is missing. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Ends with 0 if nothing is missing, else prints what is and ends with 1.")
  static final class Verify implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerOptions servers = new ServerOptions();

    @Override
    public Integer call() {
      return with(
          servers,
          spec,
          schema -> {
            List<String> missing = schema.plan();
            if (missing.isEmpty()) {
              spec.commandLine().getOut().println("Cassandra has all types and tables.");
              return 0;
            }
            spec.commandLine()
                .getErr()
                .printf("%d types and tables are missing; run schema migrate:%n", missing.size());
            print(missing, spec.commandLine().getErr());
            return 1;
          });
    }
  }
}

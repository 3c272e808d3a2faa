package dev.fallback.bank.command;

import dev.fallback.schema.MigrationOptions;
import dev.fallback.schema.SchemaPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  /** Prints what is missing, and why. */
  @Command(
      name = "plan",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the statements that migrate would execute, in order and with why, and executes"
            + " none. Ends with 1 if migrate would refuse."
      })
  static final class Plan implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerOptions servers = new ServerOptions();

    @Mixin private MigrationFlags flags = new MigrationFlags();

    @Mixin private PlanFile file = new PlanFile();

    @Override
    public Integer call() {
      MigrationOptions options = flags.checked(spec, servers, told -> {});
      return with(
          servers,
          spec,
          schema -> {
            SchemaPlan plan = schema.plan(options);
            spec.commandLine().getOut().print(plan.text());
            file.write(plan);
            return plan.problems().isEmpty() ? 0 : 1;
          });
    }
  }

  /** Creates what is missing. */
  @Command(
      name = "migrate",
      mixinStandardHelpOptions = true,
      description = {
        "Creates what is missing, the keyspace included, and prints what it executed. Of several"
            + " that run at once one works, and the others wait."
      })
  static final class Migrate implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerOptions servers = new ServerOptions();

    @Mixin private MigrationFlags flags = new MigrationFlags();

    @Override
    public Integer call() {
      PrintWriter progress = spec.commandLine().getErr();
      MigrationOptions options =
          flags.checked(
              spec,
              servers,
              told -> {
                progress.println(told);
                progress.flush();
              });
      return with(
          servers,
          spec,
          schema -> {
            List<String> executed = schema.migrate(options);
            executed.forEach(cql -> spec.commandLine().getOut().println(cql + ";"));
            if (executed.isEmpty()) {
              progress.println("Nothing was missing.");
            }
            return 0;
          });
    }
  }

  /** Tells whether anything is missing or wrong. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description =
          "Ends with 0 if nothing is missing, else prints all that is missing or wrong and ends"
              + " with 1.")
  static final class Verify implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerOptions servers = new ServerOptions();

    @Mixin private PlanFile file = new PlanFile();

    @Override
    public Integer call() {
      return with(
          servers,
          spec,
          schema -> {
            SchemaPlan plan = schema.plan();
            file.write(plan);
            if (plan.isFulfilled()) {
              spec.commandLine().getOut().println("Cassandra has all types and tables.");
              plan.remarks().forEach(remark -> spec.commandLine().getErr().println(remark.why()));
              return 0;
            }
            PrintWriter err = spec.commandLine().getErr();
            err.printf(
                "%d statements are missing, %d problems; see schema plan and schema migrate:%n",
                plan.steps().size(), plan.problems().size());
            err.println(plan.text().stripTrailing());
            return 1;
          });
    }
  }
}

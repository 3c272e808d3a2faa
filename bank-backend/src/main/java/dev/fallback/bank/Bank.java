package dev.fallback.bank;

import dev.fallback.bank.command.SchemaCommand;
import dev.fallback.bank.command.ServeCommand;
import dev.fallback.bank.command.WarmUpCommand;
import dev.fallback.bank.lab.DemoCommand;
import dev.fallback.bank.lab.OutageCommand;
import dev.fallback.bank.load.LoadCommand;
import dev.fallback.schema.SchemaException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the example. Ends with 0 when all went well, 2 for a wrong option and 1 for
 * everything else, and says in a sentence on standard error what it was.
 */
@Command(
    name = "bank",
    mixinStandardHelpOptions = true,
    version = "bank 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "A bank on Postgres whose statement reads go on while Postgres is down.",
    subcommands = {
      DemoCommand.class,
      OutageCommand.class,
      LoadCommand.class,
      ServeCommand.class,
      WarmUpCommand.class,
      SchemaCommand.class
    })
public final class Bank implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String... arguments) {
    System.exit(run(arguments));
  }

  /**
   * Runs a command to its end.
   *
   * @return the exit code
   */
  static int run(String... arguments) {
    return new CommandLine(new Bank())
        .setParameterExceptionHandler(Bank::wrongOption)
        .setExecutionExceptionHandler((error, command, parsed) -> failed(error, command))
        .execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int wrongOption(ParameterException wrong, String... arguments) {
    CommandLine command = wrong.getCommandLine();
    command
        .getErr()
        .printf(
            "%s%nSee %s --help.%n", wrong.getMessage(), command.getCommandSpec().qualifiedName());
    command.getErr().flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int failed(Exception error, CommandLine command) {
    if (error instanceof BankStartException || error instanceof SchemaException) {
      LoggerFactory.getLogger(Bank.class).info("Ended", error);
      command.getErr().println(error.getMessage());
    } else {
      LoggerFactory.getLogger(Bank.class).info("Ended by a mistake of the bank's own", error);
      command.getErr().println("The bank made a mistake, which its log describes: " + error);
    }
    command.getErr().flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}

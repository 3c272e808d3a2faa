package dev.fallback.bank.command;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of options that their type does not make. */
public final class Options {
  private Options() {}

  /**
   * Refuses a number out of bounds.
   *
   * @throws ParameterException the message names option, value and bounds
   */
  public static void range(CommandSpec command, String option, long found, long least, long most) {
    if (found < least || found > most) {
      throw new ParameterException(
          command.commandLine(),
          "%s: found %d, allowed is %d to %d.".formatted(option, found, least, most));
    }
  }

  /**
   * Refuses a file that could not be written at the end; makes its folder where that is missing.
   *
   * @throws ParameterException the message names option, file and why
   */
  public static void output(CommandSpec command, String option, Path file) {
    try {
      OutputFile.check(option, file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage() + ".", e);
    }
  }
}

package dev.fallback.bank.command;

import dev.fallback.bank.BankStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts the log into the data folder. To be called before the first logger is made. */
final class LogFile {
  private LogFile() {}

  static void into(Path data) {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new BankStartException(
          "The data folder %s cannot be made: %s. Choose another with --data."
              .formatted(data, e.getMessage()),
          e);
    }
    System.setProperty("bank.log", data.resolve("bank.log").toString());
  }
}

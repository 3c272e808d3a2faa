package dev.fallback.bank.command;

import dev.fallback.bank.postgres.AccountKeys;
import dev.fallback.bank.postgres.BankSchema;
import dev.fallback.warmup.CsvKeys;
import dev.fallback.warmup.FailedKeys;
import dev.fallback.warmup.WarmUp;
import dev.fallback.warmup.WarmUpKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is put into the store, and how fast. Filled in by picocli. */
final class WarmUpOptions {

  /** Which accounts: one of these. */
  static final class Which {
    @Option(
        names = "--accounts",
        paramLabel = "all",
        description = "All accounts, which is what happens without any of these three options.")
    @Nullable String accounts;

    @Option(
        names = "--active-since",
        paramLabel = "AGE",
        converter = Age.Parser.class,
        description = "Accounts with a posting that young: 90d, 12h, 30m, 45s.")
    @Nullable Age activeSince;

    @Option(
        names = "--keys",
        paramLabel = "FILE",
        description = {
          "Accounts from a CSV file: its column 'key', or the first field of each line.",
          "What --failed wrote is such a file."
        })
    @Nullable Path keys;
  }

  @ArgGroup private Which which = new Which();

  /** Of two options, one. */
  static final class Skip {
    @Option(
        names = "--only-missing",
        description = "Passes over accounts whose statement is in the store and could be served.")
    boolean onlyMissing;

    @Option(
        names = "--older-than",
        paramLabel = "AGE",
        converter = Age.Parser.class,
        description = "The same, unless it is older than this: 7d, 12h, 30m, 45s.")
    @Nullable Age olderThan;
  }

  @ArgGroup private Skip skip = new Skip();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "500",
      description = {
        "Statements asked for per second at most; less while Postgres is slow or fails.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int rate;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "16",
      description = "Statements in flight at most; less as above. Default: ${DEFAULT-VALUE}.")
  private int concurrency;

  @Option(
      names = "--lease",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = {
        "How long a process at this job may be silent before another takes over.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int leaseSeconds;

  @Option(
      names = "--restart",
      description = "Begins with the first account, whatever checkpoint there is.")
  private boolean restart;

  @Option(
      names = "--failed",
      paramLabel = "FILE",
      description = {
        "Where accounts that failed are written, as CSV, to be tried again by --keys.",
        "Default: warm-up-failed.csv in the data folder; with --active-since or --keys its name",
        "says which accounts."
      })
  private @Nullable Path failed;

  void check(CommandSpec spec) {
    Options.range(spec, "--rate", rate, 1, 1_000_000);
    Options.range(spec, "--concurrency", concurrency, 1, 1000);
    Options.range(spec, "--lease", leaseSeconds, 1, 3600);
    if (which.accounts != null && !which.accounts.equals("all")) {
      throw new ParameterException(
          spec.commandLine(), "--accounts: found '%s', allowed is all.".formatted(which.accounts));
    }
    if (which.keys != null && !Files.isReadable(which.keys)) {
      throw new ParameterException(
          spec.commandLine(), "--keys: %s cannot be read.".formatted(which.keys));
    }
  }

  /** Where failed accounts go; never the file that accounts come from. */
  Path failedFile(Path data, CommandSpec spec) {
    Path file = failed == null ? data.resolve(failedName()) : failed;
    if (which.keys != null && same(which.keys, file)) {
      throw new ParameterException(
          spec.commandLine(),
          "--failed: %s is being read for --keys; name another file.".formatted(file));
    }
    return file;
  }

  /** One for each job: one that starts over deletes its own. */
  private String failedName() {
    if (which.keys != null) {
      Path keys = which.keys.toAbsolutePath().normalize();
      return "warm-up-keys-%s-%08x-failed.csv"
          .formatted(
              keys.getFileName().toString().replaceFirst("\\.csv$", ""),
              keys.toString().hashCode());
    }
    return which.activeSince == null
        ? "warm-up-failed.csv"
        : "warm-up-active-%s-failed.csv".formatted(which.activeSince.text());
  }

  WarmUpKeys<Long> accounts(BankSchema schema) {
    return which.keys != null
        ? CsvKeys.of(which.keys, FailedKeys.COLUMN, Long::valueOf)
        : new AccountKeys(schema, Optional.ofNullable(which.activeSince).map(Age::value));
  }

  WarmUp<Long> applied(WarmUp<Long> job) {
    WarmUp<Long> applied =
        job.settings(
            job.settings()
                .withMaxRate(rate)
                .withMaxConcurrency(concurrency)
                .withRestart(restart)
                .withLeaseLife(Duration.ofSeconds(leaseSeconds))
                .orderedBy(
                    System.getProperty("user.name", "somebody"), "warm-up from the command line"));
    if (skip.onlyMissing) {
      return applied.onlyMissing();
    }
    return skip.olderThan == null ? applied : applied.olderThan(skip.olderThan.value());
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

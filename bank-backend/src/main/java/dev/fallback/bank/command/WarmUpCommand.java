package dev.fallback.bank.command;

import dev.fallback.bank.BankCore;
import dev.fallback.bank.BankSettings;
import dev.fallback.bank.BankStartException;
import dev.fallback.bank.warmup.WarmUp;
import dev.fallback.bank.warmup.WarmUpResult;
import dev.fallback.bank.warmup.WarmUpSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the statement of every account into the store. */
@Command(
    name = "warm-up",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the statement of every account into the store, before it is needed.",
      "Ends with 0 only if all of them are recorded."
    })
public final class WarmUpCommand implements Callable<Integer> {
  private static final Duration POSTGRES_WAIT = Duration.ofSeconds(15);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ServerOptions servers = new ServerOptions();

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Accounts to have beside 1 to 5, numbered from 1001 on; there may be more already."
              + " Default: ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "16",
      description = "Statements in flight at once. Default: ${DEFAULT-VALUE}.")
  private int concurrency;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Statements asked for per second at most. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Override
  public Integer call() throws InterruptedException {
    Options.range(spec, "--accounts", accounts, 0, 10_000_000);
    Options.range(spec, "--concurrency", concurrency, 1, 1000);
    Options.range(spec, "--rate", rate, 1, 100_000);
    LogFile.into(servers.data);
    try (Landscape landscape = Landscape.start(servers)) {
      if (landscape.startedStore()) {
        new StoreSchema(landscape.cassandra()).migrate(1);
      }
      try (BankCore bank =
          BankCore.open(
              BankSettings.of(landscape.postgres())
                  .withCassandra(landscape.cassandra())
                  .withExtraAccounts(accounts))) {
        return warmUp(bank, landscape);
      }
    }
  }

  private int warmUp(BankCore bank, Landscape landscape) throws InterruptedException {
    List<Long> ids = accountIds(bank, landscape);
    WarmUpResult result;
    try (WarmUpProgress progress = WarmUpProgress.show(ids.size(), spec.commandLine().getErr())) {
      result = new WarmUp(bank, settings()).run(ids, progress);
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%d of %d statements recorded, %d failed, in %.1f s (%.0f per second).%n",
            result.recorded(),
            result.accounts(),
            result.failed(),
            result.took().toMillis() / 1e3,
            result.rate());
    return result.complete() ? 0 : 1;
  }

  private WarmUpSettings settings() {
    WarmUpSettings standard = WarmUpSettings.defaults();
    return new WarmUpSettings(
        concurrency,
        rate,
        System.getProperty("user.name", standard.author()),
        "warm-up from the command line",
        standard.lasts(),
        standard.storeWait());
  }

  private static List<Long> accountIds(BankCore bank, Landscape landscape)
      throws InterruptedException {
    try {
      return bank.accountsReady()
          .compose(ready -> bank.schema().accountIds())
          .toCompletionStage()
          .toCompletableFuture()
          .get(POSTGRES_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new BankStartException(
          "Postgres at %s is not ready after %d s. %s"
              .formatted(
                  landscape.postgres().address(), POSTGRES_WAIT.toSeconds(), bank.complaint()),
          e);
    } catch (ExecutionException e) {
      throw new BankStartException(
          "The accounts cannot be read from Postgres at %s: %s"
              .formatted(landscape.postgres().address(), e.getMessage()),
          e);
    }
  }
}

package dev.fallback.bank.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fallback.bank.BankCore;
import dev.fallback.bank.BankSettings;
import dev.fallback.bank.BankStartException;
import dev.fallback.warmup.FailedKeys;
import dev.fallback.warmup.JobHeldException;
import dev.fallback.warmup.WarmUpCounts;
import dev.fallback.warmup.WarmUpException;
import dev.fallback.warmup.WarmUpKeys;
import dev.fallback.warmup.WarmUpListener;
import dev.fallback.warmup.WarmUpProgress;
import dev.fallback.warmup.WarmUpResult;
import dev.fallback.warmup.WarmUpRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts statements into the store, before they are needed. */
@Command(
    name = "warm-up",
    mixinStandardHelpOptions = true,
    description = {
      "Puts the statements of accounts into the store, before they are needed; gently, and where it"
          + " is stopped or killed, the same command goes on."
    },
    exitCodeOnExecutionException = WarmUpCommand.BROKEN,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all are in the store",
      "1:some failed; they are in the file of --failed",
      "2:a wrong option",
      "3:another process is at it",
      "4:it could not begin or not go on; its checkpoint is kept",
      "130:stopped by Ctrl-C; its checkpoint is kept"
    })
public final class WarmUpCommand implements Callable<Integer> {
  static final int SOME_FAILED = 1;
  static final int HELD = 3;
  static final int BROKEN = 4;
  private static final int STOPPED = 130;
  private static final Duration POSTGRES_WAIT = Duration.ofSeconds(15);

  /** Extra accounts that any Postgres opens in a second; that long it is waited for besides. */
  private static final int OPENED_A_SECOND = 10_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ServerOptions servers = new ServerOptions();

  @Mixin private WarmUpOptions options = new WarmUpOptions();

  @Option(
      names = "--extra-accounts",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Accounts to have beside 1 to 5, numbered from 1001 on; there may be more already."
              + " Default: ${DEFAULT-VALUE}.")
  private int extraAccounts;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the result as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--until-input-ends",
      description =
          "Stops, as by Ctrl-C, when standard input ends: for programs that start a warm-up.")
  private boolean untilInputEnds;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Options.range(spec, "--extra-accounts", extraAccounts, 0, 10_000_000);
    options.check(spec);
    Path failedFile = options.failedFile(servers.data, spec);
    Options.output(spec, "--failed", failedFile);
    if (json != null) {
      Options.output(spec, "--json", json);
    }
    LogFile.into(servers.data);
    if (untilInputEnds) {
      Ending.withInput(STOPPED);
    }
    try (Ending ending = Ending.watch();
        Landscape landscape = Landscape.start(servers)) {
      if (landscape.startedStore()) {
        new StoreSchema(landscape.cassandra()).migrate(1);
      }
      try (BankCore bank =
              BankCore.open(
                  BankSettings.of(landscape.postgres())
                      .withCassandra(landscape.cassandra())
                      .withExtraAccounts(extraAccounts));
          FailedKeys failed = new FailedKeys(failedFile)) {
        awaitAccounts(bank, landscape, POSTGRES_WAIT.plusSeconds(extraAccounts / OPENED_A_SECOND));
        return told(run(bank, failed, ending), failedFile);
      }
    } catch (JobHeldException held) {
      spec.commandLine().getErr().println("Nothing done: " + held.getMessage() + ".");
      return HELD;
    } catch (WarmUpException broken) {
      throw new BankStartException("The warm-up cannot go on: " + broken.getMessage(), broken);
    }
  }

  private WarmUpResult run(BankCore bank, FailedKeys failed, Ending ending)
      throws InterruptedException {
    WarmUpKeys<Long> accounts = options.accounts(bank.schema());
    try (WarmUpScreen screen = WarmUpScreen.open(spec.commandLine().getErr())) {
      WarmUpRun run =
          bank.warmUp(
              "statements of " + accounts.description(),
              accounts,
              job -> options.applied(job).listener(new Told(screen, failed)));
      ending.stops(run);
      return run.result().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof WarmUpException known
          ? known
          : new IllegalStateException(e.getCause());
    }
  }

  private int told(WarmUpResult result, Path failedFile) throws IOException {
    WarmUpCounts counts = result.counts();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d of %d statements recorded, %d already there, %d failed, in %.1f s (%.0f per second).%n",
        counts.stored(),
        counts.done(),
        counts.passedOver(),
        counts.failed(),
        result.took().toMillis() / 1e3,
        result.rate());
    if (counts.failed() > 0) {
      out.printf("What failed is in %s; try it again by --keys %s.%n", failedFile, failedFile);
    }
    if (!result.complete()) {
      out.println("Stopped before the end. The same command goes on from there.");
    }
    out.flush();
    if (json != null) {
      write(json, result);
    }
    if (!result.complete()) {
      return STOPPED;
    }
    return counts.failed() == 0 ? 0 : SOME_FAILED;
  }

  private static void write(Path file, WarmUpResult result) throws IOException {
    Files.writeString(
        file,
        JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(
                    Map.of(
                        "complete", result.complete(),
                        "stored", result.counts().stored(),
                        "alreadyThere", result.counts().passedOver(),
                        "failed", result.counts().failed(),
                        "resumedAt", result.resumedAt(),
                        "seconds", result.took().toMillis() / 1e3,
                        "perSecond", result.rate()))
            + "\n");
  }

  private static void awaitAccounts(BankCore bank, Landscape landscape, Duration wait)
      throws InterruptedException {
    try {
      bank.accountsReady()
          .toCompletionStage()
          .toCompletableFuture()
          .get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new BankStartException(
          "Postgres at %s is not ready after %d s. %s"
              .formatted(landscape.postgres().address(), wait.toSeconds(), bank.complaint()),
          e);
    } catch (ExecutionException e) {
      throw new BankStartException(
          "The accounts cannot be had from Postgres at %s: %s"
              .formatted(landscape.postgres().address(), e.getMessage()),
          e);
    }
  }

  /** Tells the screen everything, and the file what failed. */
  private record Told(WarmUpScreen screen, FailedKeys file) implements WarmUpListener {
    @Override
    public void begun(long done) {
      if (done == 0) {
        file.startOver();
      }
    }

    @Override
    public void progress(WarmUpProgress progress) {
      screen.progress(progress);
    }

    @Override
    public void failed(String key, Throwable cause) {
      file.add(key, cause);
    }

    @Override
    public void note(String sentence) {
      screen.note(sentence);
    }
  }
}

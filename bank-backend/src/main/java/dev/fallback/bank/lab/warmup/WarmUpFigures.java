package dev.fallback.bank.lab.warmup;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fallback.CassandraSettings;
import dev.fallback.bank.BankCore;
import dev.fallback.bank.BankSettings;
import dev.fallback.bank.command.Options;
import dev.fallback.bank.lab.load.Latencies;
import dev.fallback.bank.postgres.PostgresPool;
import dev.fallback.bank.postgres.PostgresSettings;
import dev.fallback.bank.postgres.PostgresStatements;
import dev.fallback.schema.Schema;
import dev.fallback.testkit.EmbeddedCassandra;
import dev.fallback.testkit.EmbeddedPostgres;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How fast a warm-up is, and what the other users of Postgres notice of it: their p99 with and
 * without the job, by turns (without, with, with, without), and how much a SIGKILL costs. Stops
 * when its time is over; with the same data folder it goes on where it was.
 */
@Command(
    name = "./bench warm-up",
    mixinStandardHelpOptions = true,
    description = "Measures a warm-up of very many accounts beside other reads of Postgres.")
public final class WarmUpFigures implements Callable<Integer> {
  private static final String JOB = "statements of all accounts";
  private static final String KEYSPACE = "bank";
  private static final long SETTLE_SECONDS = 40;

  /**
   * As few as the other reads need: with more, whatever holds one of them up makes the pool open
   * all that it may at once, and it is these that the reads then wait for.
   */
  private static final int CONNECTIONS = 4;

  @Option(
      names = "--accounts",
      defaultValue = "1000000",
      description = "Default: ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "The job's --rate. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--reads",
      defaultValue = "100",
      description = "Other reads per second. Default: ${DEFAULT-VALUE}.")
  private int reads;

  @Option(
      names = "--window",
      defaultValue = "20",
      description = "Seconds of one window. Default: ${DEFAULT-VALUE}.")
  private int window;

  @Option(
      names = "--seconds",
      defaultValue = "280",
      description =
          "After how long to begin no round that would end later; one is always measured."
              + " Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--apart",
      description =
          "Cassandra and the job get only the processor time that Postgres and the other reads"
              + " leave, as if they had machines of their own. On Linux.")
  private boolean apart;

  @Option(names = "--quick", description = "20,000 accounts, short windows, one round.")
  private boolean quick;

  @Option(
      names = "--prepare",
      description = "Makes servers and accounts in the data folder, measures nothing.")
  private boolean prepare;

  @Option(
      names = "--data",
      defaultValue = ".bank/warm-up-figures",
      description = "Folder of the servers' data. Default: ${DEFAULT-VALUE}.")
  private Path data = Path.of(".bank/warm-up-figures");

  @Option(names = "--json", description = "Also writes the figures here.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<Latencies> without = new ArrayList<>();
  private final List<Latencies> with = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> lossSeconds = new ArrayList<>();
  private long done;
  private long failedWithout;
  private long failedWith;

  /** Runs it. */
  public static void main(String... arguments) {
    System.exit(new CommandLine(new WarmUpFigures()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    check();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    if (quick) {
      accounts = Math.min(accounts, 20_000);
      window = Math.min(window, 4);
    }
    Files.createDirectories(data);
    System.setProperty("bank.log", data.resolve("figures.log").toString());
    Vertx vertx = Vertx.vertx();
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().directory(data.resolve("postgres")).start();
        EmbeddedCassandra cassandra =
            EmbeddedCassandra.builder().directory(data.resolve("cassandra")).start()) {
      PostgresSettings backend =
          PostgresSettings.of(
              postgres.host(), postgres.port(), postgres.database(), postgres.user(), "");
      if (apart) {
        IdleClass.put(cassandra.pid());
      }
      CassandraSettings store = cassandra.settings(KEYSPACE);
      Schema.createKeyspace(store, 1);
      Schema.load(WarmUpFigures.class.getClassLoader()).migrate(store);
      try (BankCore bank = BankCore.open(BankSettings.of(backend).withCassandra(store));
          PostgresPool pool = new PostgresPool(vertx, backend.withConnections(CONNECTIONS))) {
        bank.accountsReady().await(60, TimeUnit.SECONDS);
        say("%,d accounts made", ManyAccounts.have(postgres.jdbcUrl(), accounts));
        if (prepare) {
          return 0;
        }
        LightReads others =
            new LightReads(new PostgresStatements(pool), ManyAccounts.FIRST, accounts, reads);
        others.during(Duration.ofSeconds(quick ? 2 : 40)); // until the code is warm
        List<String> options =
            List.of(
                "--postgres=postgresql://%s@%s:%d/%s"
                    .formatted(
                        postgres.user(), postgres.host(), postgres.port(), postgres.database()),
                "--cassandra=%s:%d".formatted(cassandra.address(), cassandra.port()),
                "--keyspace=" + KEYSPACE,
                "--data=" + data,
                "--rate=" + rate);
        boolean more;
        int round = 0;
        do {
          more = round(others, options, store, bank, round++) && !quick;
        } while (more && System.nanoTime() - end < roundNanos());
      }
    } finally {
      vertx.close().await(5, TimeUnit.SECONDS);
    }
    tell();
    return 0;
  }

  private void check() {
    Options.range(spec, "--accounts", accounts, 1, 10_000_000);
    Options.range(spec, "--rate", rate, 1, 100_000);
    Options.range(spec, "--reads", reads, 1, 100_000);
    Options.range(spec, "--window", window, 1, 3600);
    Options.range(spec, "--seconds", seconds, 1, 86_400);
    if (json != null) {
      Options.output(spec, "--json", json);
    }
  }

  /** Negative: so long before the end no round is begun. */
  private long roundNanos() {
    return -TimeUnit.SECONDS.toNanos(4L * window + SETTLE_SECONDS + 10);
  }

  /** Without, with, with, without; then the job is killed, or stopped, by turns. */
  private boolean round(
      LightReads others, List<String> options, CassandraSettings store, BankCore bank, int round)
      throws Exception {
    Duration span = Duration.ofSeconds(window);
    alone(others, span);
    JobProcess job = JobProcess.start(data, options, apart);
    boolean more;
    try {
      job.settled(rate, quick ? 12 : SETTLE_SECONDS);
      for (int i = 0; i < 2 && !job.isOver(); i++) {
        long failedBefore = others.failed();
        Latencies beside = others.during(span);
        if (!job.isOver()) {
          failedWith += others.failed() - failedBefore;
          with.add(said("with   ", beside));
          JobProcess.Said now = job.said();
          rates.add((double) now.perSecond());
          done = now.done();
          say("         %s", now);
        }
      }
      more = !job.isOver();
    } finally {
      if (round % 2 == 0) {
        job.kill();
      } else {
        job.stop();
      }
    }
    if (more && round % 2 == 0) {
      long again = ResumeLoss.count(store, JOB, bank);
      lossSeconds.add(again / Math.max(1, rates.get(rates.size() - 1)));
      say("killed   %,d statements were behind the checkpoint", again);
    }
    if (!more) {
      say("%s", job.output());
    }
    alone(others, span);
    return more;
  }

  private void alone(LightReads others, Duration span) throws InterruptedException {
    long failedBefore = others.failed();
    without.add(said("without", others.during(span)));
    failedWithout += others.failed() - failedBefore;
  }

  private void tell() throws java.io.IOException {
    double p99Without = median(without.stream().mapToDouble(Latencies::p99Ms).toArray());
    double p99With = median(with.stream().mapToDouble(Latencies::p99Ms).toArray());
    double perSecond = median(rates.stream().mapToDouble(r -> r).toArray());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("accounts", accounts);
    figures.put("jobRate", rate);
    figures.put("otherReadsPerSecond", reads);
    figures.put("windowSeconds", window);
    figures.put("apart", apart);
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    figures.put("p50WithoutMs", without.stream().map(Latencies::p50Ms).toList());
    figures.put("p50WithMs", with.stream().map(Latencies::p50Ms).toList());
    figures.put("p99WithoutMs", without.stream().map(Latencies::p99Ms).toList());
    figures.put("p99WithMs", with.stream().map(Latencies::p99Ms).toList());
    if (!with.isEmpty()) {
      figures.put("p99Ratio", p99With / p99Without);
      figures.put("statementsPerSecond", perSecond);
    }
    figures.put("failedReadsWithout", failedWithout);
    figures.put("failedReadsWith", failedWith);
    figures.put("done", done);
    figures.put("resumeLossSeconds", lossSeconds);
    if (with.isEmpty()) {
      say("p99 of other reads: %.2f ms without; the job ended within its first window", p99Without);
    } else {
      say(
          "p99 of other reads: %.2f ms without, %.2f ms with the job, ratio %.2f (aimed at 1.5)",
          p99Without, p99With, p99With / p99Without);
      say(
          "%.0f statements a second; %,d of %,d done; a kill costs %s s (aimed at 1)",
          perSecond, done, accounts + 5L, lossSeconds);
    }
    if (failedWithout + failedWith > 0) {
      say(
          "%,d of the other reads failed without, %,d with the job; see %s",
          failedWithout, failedWith, data.resolve("figures.log"));
    }
    if (json != null) {
      Files.writeString(
          json,
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(figures)
              + "\n");
    }
  }

  private static Latencies said(String what, Latencies latencies) {
    say(
        "%s  %,d reads, p50 %.2f ms, p99 %.2f ms, longest %.1f ms",
        what, latencies.count(), latencies.p50Ms(), latencies.p99Ms(), latencies.maxMs());
    return latencies;
  }

  /** Of an even number the mean of the two in the middle; of none no number. */
  static double median(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static void say(String format, Object... parts) {
    System.out.printf(Locale.ROOT, format + "%n", parts);
  }
}

package dev.fallback.bank.load;

import dev.fallback.bank.BankStartException;
import dev.fallback.bank.variant.Variant;
import dev.fallback.testkit.ServerStartException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts a bank under the load of Rinha de Backend 2024/Q1. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a fresh bank under the public load of Rinha de Backend 2024/Q1: 61,503 requests in 245"
          + " seconds, of which none may fail or contradict another.",
    },
    footer = {
      "",
      "Exit code: 0 when every demand held, 1 when one did not or the load could not be run, 2 for"
          + " a wrong option, 3 when a comparison's pairs decide nothing, or are not all measured yet."
    })
public final class LoadCommand implements Callable<Integer> {
  private static final int HELD = 0;
  private static final int BROKEN = 1;
  private static final int NOT_DECIDED = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {
        "A bank that runs already, fresh: its balances must be 0.",
        "Without it one is started in a process of its own, with its own servers."
      })
  private @Nullable String url;

  @Option(names = "--quick", description = "About 30 seconds: the same, with shorter rise and top.")
  private boolean quick;

  @Option(
      names = "--fallback",
      paramLabel = "on|off",
      defaultValue = "on",
      description = "Whether the started bank has Fallback. Default: ${DEFAULT-VALUE}.")
  private String fallback = "on";

  @Option(
      names = "--fast",
      paramLabel = "PERCENT",
      defaultValue = "98",
      description =
          "How many of all requests must be answered within 250 ms, 0 for no such demand. Default:"
              + " ${DEFAULT-VALUE}.")
  private double fast;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to this file.")
  private @Nullable Path json;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = ".bank/load",
      description = "Folder for Gatling's reports. Default: ${DEFAULT-VALUE}.")
  private Path results = Path.of(".bank", "load");

  @ArgGroup(exclusive = false, heading = "%nWhat Fallback costs:%n")
  private @Nullable CompareOptions compare;

  @Override
  public Integer call() {
    try {
      return compare == null ? load() : compare(compare);
    } catch (LoadException | BankStartException | ServerStartException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return BROKEN;
    }
  }

  private int compare(CompareOptions options) {
    refuseBeside("--compare", "--url", "--quick", "--fast", "--fallback");
    Mix mix = mix(options);
    check("--pairs", options.pairs, 2, 50);
    check("--now", options.now, 1, 50);
    check("--warm", options.warmSeconds, 5, 600);
    check("--measured", options.seconds, 5, 600);
    Path file = options.file(results);
    Pairs pairs =
        new Comparison(mix, options.spans(), results, this::say)
            .run(file, options.pairs, options.now);
    int left = options.pairs - pairs.pairs().size();
    if (left > 0) {
      say("%d pairs are left; the same command goes on.".formatted(left));
      return NOT_DECIDED;
    }
    say("");
    say("%d pairs, %s, %s".formatted(pairs.pairs().size(), mix.description(), pairs.machine()));
    Costs costs = new Costs(pairs.pairs());
    costs.lines().forEach(this::say);
    say("Pairs: " + file);
    if (json != null) {
      Json.write(json, costs.told(pairs));
      say("Figures: " + json);
    }
    return switch (costs.verdict()) {
      case MET -> HELD;
      case NOT_DECIDED -> NOT_DECIDED;
      case MISSED -> BROKEN;
    };
  }

  /** What would have no effect is not passed over in silence. */
  private void refuseBeside(String option, String... others) {
    for (String other : others) {
      if (spec.commandLine().getParseResult().hasMatchedOption(other)) {
        throw wrong("%s has no effect beside %s; leave it out.".formatted(other, option));
      }
    }
  }

  private Mix mix(CompareOptions options) {
    try {
      return Mix.of(options.mix);
    } catch (IllegalArgumentException e) {
      throw wrong("--mix: " + e.getMessage());
    }
  }

  private void check(String option, int found, int least, int most) {
    if (found < least || found > most) {
      throw wrong("%s: found %d, allowed is %d to %d.".formatted(option, found, least, most));
    }
  }

  private int load() {
    if (url != null) {
      refuseBeside("--url", "--fallback");
      checkUrl(url);
    }
    RinhaPlan plan = quick ? RinhaPlan.quick(checkedFast()) : RinhaPlan.full(checkedFast());
    LoadResult result = url == null ? onOwnBank(plan) : on(plan, url);
    say("");
    LoadTable.lines(result).forEach(this::say);
    if (json != null) {
      Json.write(json, result);
      say("Figures: " + json);
    }
    return result.held() ? HELD : BROKEN;
  }

  private LoadResult onOwnBank(RinhaPlan plan) {
    Variant variant = variant();
    say("Starting Postgres, Cassandra where it is needed, and a bank on them ...");
    try (LoadedBank bank = LoadedBank.start(variant, results.resolve("bank"), this::say)) {
      String address = bank.process().url();
      Gatling.Run run = run(plan, address, Map.of("load.pid", Long.toString(bank.process().pid())));
      return LoadResult.of(
          variant == Variant.NONE ? "This bank, without Fallback" : "This bank, with Fallback",
          run,
          ProcessMemory.peakMiB(bank.process().pid()),
          "./bank load --fallback " + fallback + (quick ? " --quick" : ""));
    }
  }

  private LoadResult on(RinhaPlan plan, String address) {
    new BankProbe(address).awaitAccounts();
    return LoadResult.of(
        "The bank at " + address,
        run(plan, address, Map.of()),
        OptionalDouble.empty(),
        "./bank load --url " + address + (quick ? " --quick" : ""));
  }

  private Gatling.Run run(RinhaPlan plan, String address, Map<String, String> more) {
    new BankProbe(address).requireFresh();
    Map<String, String> settings = new LinkedHashMap<>(plan.settings());
    settings.put("load.url", address);
    settings.putAll(more);
    say(
        "Gatling loads it for about %d seconds ..."
            .formatted(plan.rampSeconds() + plan.holdSeconds() + 5));
    return new Gatling(results).run(RinhaPlan.SIMULATION, settings);
  }

  private void checkUrl(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return;
      }
    } catch (URISyntaxException e) {
      throw wrong("--url: found '%s': %s.".formatted(address, e.getMessage()));
    }
    throw wrong("--url: found '%s', allowed is http://HOST:PORT.".formatted(address));
  }

  private Variant variant() {
    if (!List.of("on", "off").contains(fallback)) {
      throw wrong("--fallback: found '%s', allowed are on and off.".formatted(fallback));
    }
    return "on".equals(fallback) ? Variant.FALLBACK : Variant.NONE;
  }

  private double checkedFast() {
    if (!(fast >= 0 && fast <= 100)) {
      throw wrong("--fast: found %s, allowed is 0 to 100.".formatted(fast));
    }
    return fast;
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}

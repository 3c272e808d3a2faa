package dev.fallback.internal.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.fallback.BreakerSettings;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.internal.engine.BackendSettings;
import dev.fallback.internal.engine.OperationSettings;
import dev.fallback.internal.engine.SettingsSource;
import dev.fallback.internal.engine.StoreLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is configured below {@code fallback}, laid over what the code says: everything, then a
 * service, then one operation; the narrower wins. Immutable.
 *
 * <pre>
 * fallback {
 *   timeout = 800ms
 *   breaker { failureRateThreshold = 40 }
 *   services.bank.StatementService {
 *     breaker { waitDurationInOpenState = 2s }
 *     operations.statement { timeout = 300ms }
 *   }
 *   store { readTimeout = 250ms }
 * }
 * </pre>
 */
public final class Configuration implements SettingsSource {
  private static final RecordOverlay<OperationSettings> OPERATION =
      new RecordOverlay<>(OperationSettings.class);
  private static final RecordOverlay<BreakerSettings> BREAKER =
      new RecordOverlay<>(BreakerSettings.class);
  private static final RecordOverlay<BackendSettings> BACKEND =
      new RecordOverlay<>(BackendSettings.class);
  private static final RecordOverlay<StoreLimits> STORE = new RecordOverlay<>(StoreLimits.class);

  private final Map<String, ConfigValue> values;
  private final BreakerSettings breakerOfCode;

  private Configuration(Map<String, ConfigValue> values, BreakerSettings breakerOfCode) {
    this.values = values;
    this.breakerOfCode = breakerOfCode;
  }

  /**
   * Takes what is below {@code fallback}. Dots in the names of services need no quotes.
   *
   * @param config resolved
   * @param breakerOfCode what the breaker is where nothing is configured
   */
  public static Configuration of(Config config, BreakerSettings breakerOfCode) {
    Map<String, ConfigValue> values = new TreeMap<>();
    if (config.hasPath("fallback")) {
      config
          .getConfig("fallback")
          .entrySet()
          .forEach(
              entry ->
                  values.put(
                      String.join(".", ConfigUtil.splitPath(entry.getKey())), entry.getValue()));
    }
    return new Configuration(values, breakerOfCode);
  }

  /**
   * Finds what no setting reads.
   *
   * @param services all services of the application
   * @return sentences, each with the nearest valid name; empty where all is well
   */
  public List<String> unknown(Collection<? extends ServiceDescriptor> services) {
    Set<String> valid = new LinkedHashSet<>();
    OPERATION.names().forEach(valid::add);
    BREAKER.names().forEach(name -> valid.add("breaker." + name));
    BACKEND.names().forEach(name -> valid.add("backend." + name));
    STORE.names().forEach(name -> valid.add("store." + name));
    for (ServiceDescriptor service : services) {
      String prefix = prefix(service.service());
      OPERATION.names().forEach(name -> valid.add(prefix + name));
      BREAKER.names().forEach(name -> valid.add(prefix + "breaker." + name));
      BACKEND.names().forEach(name -> valid.add(prefix + "backend." + name));
      for (OperationDescriptor<?> operation : service.operations()) {
        OPERATION.names().forEach(name -> valid.add(prefix(operation) + name));
      }
    }
    List<String> complaints = new ArrayList<>();
    values.forEach(
        (key, value) -> {
          if (!valid.contains(key)) {
            complaints.add(
                "fallback.%s (from %s) is no setting; %s"
                    .formatted(
                        key,
                        value.origin().description(),
                        ResilienceNames.instead(key)
                            .orElseGet(() -> "the nearest is fallback." + nearest(key, valid))));
          }
        });
    return complaints;
  }

  /**
   * Reads every setting once, so that all mistakes are told at the start.
   *
   * @throws IllegalArgumentException with one line for each
   */
  public void check(Collection<? extends ServiceDescriptor> services) {
    List<String> complaints = new ArrayList<>(unknown(services));
    attempt(complaints, this::store);
    for (ServiceDescriptor service : services) {
      attempt(complaints, () -> breaker(service.service()));
      attempt(complaints, () -> backend(service.service()));
      service.operations().forEach(each -> attempt(complaints, () -> operation(each)));
    }
    if (complaints.isEmpty()) {
      complaints.addAll(disagreeing(services));
    }
    if (!complaints.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), complaints));
    }
  }

  /** Services that share a backend but not its breaker's settings, or its limit. */
  private List<String> disagreeing(Collection<? extends ServiceDescriptor> services) {
    List<String> complaints = new ArrayList<>();
    Map<String, String> first = new TreeMap<>();
    for (ServiceDescriptor each : services) {
      String service = each.service();
      backend(service)
          .name()
          .ifPresent(
              name -> {
                String other = first.putIfAbsent(name, service);
                if (other != null
                    && !(breaker(other).equals(breaker(service))
                        && backend(other).equals(backend(service)))) {
                  complaints.add(
                      "%s and %s share the backend '%s', but their breakers or callsInFlight differ"
                          .formatted(other, service, name));
                }
              });
    }
    return complaints;
  }

  private static void attempt(List<String> complaints, Runnable settings) {
    try {
      settings.run();
    } catch (IllegalArgumentException e) {
      complaints.add(e.getMessage());
    }
  }

  @Override
  public OperationSettings operation(OperationDescriptor<?> operation) {
    return in(
        operation.qualifiedName(),
        () ->
            OPERATION.over(
                OperationSettings.of(operation),
                first(prefix(operation), prefix(operation.service()), "")));
  }

  @Override
  public BreakerSettings breaker(String service) {
    return in(
        "breaker of " + service,
        () -> BREAKER.over(breakerOfCode, first(prefix(service) + "breaker.", "breaker.")));
  }

  @Override
  public BackendSettings backend(String service) {
    return in(
        "backend of " + service,
        () ->
            BACKEND.over(
                BackendSettings.defaults(), first(prefix(service) + "backend.", "backend.")));
  }

  @Override
  public StoreLimits store() {
    return in("store", () -> STORE.over(StoreLimits.defaults(), first("store.")));
  }

  /** The settings in force, one a line, in the form in which they are configured. */
  public String printed(Collection<? extends ServiceDescriptor> services) {
    StringBuilder out = new StringBuilder();
    print(out, "store.", STORE.values(store()));
    for (ServiceDescriptor service : services) {
      String name = service.service();
      print(out, prefix(name) + "breaker.", BREAKER.values(breaker(name)));
      print(out, prefix(name) + "backend.", BACKEND.values(backend(name)));
      for (OperationDescriptor<?> operation : service.operations()) {
        print(out, prefix(operation), OPERATION.values(operation(operation)));
      }
    }
    return out.toString();
  }

  private static void print(StringBuilder out, String prefix, Map<String, Object> values) {
    values.forEach(
        (name, value) ->
            out.append("fallback.")
                .append(prefix)
                .append(name)
                .append(" = ")
                .append(value)
                .append('\n'));
  }

  private static <R> R in(String what, Supplier<R> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("settings of " + what + ": " + e.getMessage(), e);
    }
  }

  private Function<String, Optional<ConfigValue>> first(String... prefixes) {
    return name -> {
      for (String prefix : prefixes) {
        ConfigValue value = values.get(prefix + name);
        if (value != null) {
          return Optional.of(value);
        }
      }
      return Optional.empty();
    };
  }

  private static String prefix(String service) {
    return "services." + service + ".";
  }

  private static String prefix(OperationDescriptor<?> operation) {
    return prefix(operation.service()) + "operations." + operation.name() + ".";
  }

  private static String nearest(String key, Set<String> valid) {
    return valid.stream()
        .min(Comparator.comparingInt(name -> EditDistance.between(key, name)))
        .orElseThrow();
  }
}

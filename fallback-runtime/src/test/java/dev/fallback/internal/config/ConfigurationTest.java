package dev.fallback.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.fallback.BreakerSettings;
import dev.fallback.State;
import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.ByteSource;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.ServiceDescriptor;
import dev.fallback.codegen.StoredTable;
import dev.fallback.codegen.StoredType;
import dev.fallback.codegen.ValueCodec;
import dev.fallback.internal.engine.BackendSettings;
import dev.fallback.internal.engine.OperationSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  private static final OperationDescriptor<Object> STATEMENT =
      OperationDescriptor.of("bank.Statements", "statement", new NoCodec())
          .maxAge(Duration.ofDays(30))
          .retention(Duration.ofDays(60))
          .timeout(Duration.ofSeconds(1))
          .storedIn(new StoredTable("t", "frozen<tuple<int>>", "int", "", ""), "tag");
  private static final List<ServiceDescriptor> SERVICES = List.of(new Statements());

  private static Configuration configured(String text) {
    return Configuration.of(ConfigFactory.parseString(text).resolve(), BreakerSettings.defaults());
  }

  private static OperationSettings statement(String text) {
    return configured(text).operation(STATEMENT);
  }

  @Test
  void without_configuration_the_annotation_holds() {
    assertThat(statement("")).isEqualTo(OperationSettings.of(STATEMENT));
  }

  @Test
  void the_narrower_setting_wins() {
    String all = "fallback.timeout = 2s\n";
    String service = "fallback.services.bank.Statements.timeout = 3s\n";
    String operation = "fallback.services.bank.Statements.operations.statement.timeout = 4s\n";
    assertThat(statement(all).timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(statement(all + service).timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(statement(operation + service + all).timeout()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void a_backend_is_named_and_limited_by_configuration() {
    Configuration of =
        configured(
            """
            fallback.backend.callsInFlight = 64
            fallback.services.bank.Statements.backend.name = core
            """);
    assertThat(of.backend("bank.Statements"))
        .isEqualTo(new BackendSettings(Optional.of("core"), 64));
    assertThat(of.backend("bank.Others")).isEqualTo(new BackendSettings(Optional.empty(), 64));
    assertThat(of.printed(SERVICES))
        .contains("fallback.services.bank.Statements.backend.name = core")
        .contains("fallback.services.bank.Statements.backend.callsInFlight = 64");
    assertThatThrownBy(
            () -> configured("fallback.backend.callsInFlight = -1").backend("bank.Statements"))
        .hasMessageContaining("callsInFlight: found -1");
    assertThatThrownBy(() -> configured("fallback.backend.name = \" \"").backend("s"))
        .hasMessageContaining("1 to 100 characters");
  }

  @Test
  void services_that_share_a_backend_must_agree_about_it() {
    String shared =
        """
        fallback.backend.name = core
        fallback.services.bank.Others.breaker.minimumNumberOfCalls = 3
        """;
    List<ServiceDescriptor> two = List.of(new Statements(), new Others());
    assertThatThrownBy(() -> configured(shared).check(two))
        .hasMessage(
            "bank.Statements and bank.Others share the backend 'core', but their breakers or"
                + " callsInFlight differ");
    configured("fallback.backend.name = core").check(two);
  }

  /** Another service, without operations. */
  private static final class Others implements ServiceDescriptor {
    @Override
    public String service() {
      return "bank.Others";
    }

    @Override
    public List<StoredType> types() {
      return List.of();
    }

    @Override
    public List<OperationDescriptor<?>> operations() {
      return List.of();
    }
  }

  @Test
  void names_of_services_may_be_quoted_or_not() {
    assertThat(statement("fallback.services.\"bank.Statements\".timeout = 3s").timeout())
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void system_properties_are_read_alike() {
    var config =
        ConfigFactory.parseMap(
            Map.of("fallback.services.bank.Statements.breaker.minimumNumberOfCalls", "3"));
    assertThat(
            Configuration.of(config, BreakerSettings.defaults())
                .breaker("bank.Statements")
                .minimumNumberOfCalls())
        .isEqualTo(3);
  }

  @Test
  void every_kind_of_value_is_read() {
    OperationSettings settings =
        statement(
            "fallback { maxAge = 10d, retention = 20d, deadlineShare = 0.5, softTimeout = 100ms,"
                + " softMaxAge = 1h, freshFor = 5m, shareBackendCalls = true }");
    assertThat(settings.maxAge()).isEqualTo(Duration.ofDays(10));
    assertThat(settings.deadlineShare()).isEqualTo(0.5);
    assertThat(settings.softTimeout()).contains(Duration.ofMillis(100));
    assertThat(settings.freshFor()).contains(Duration.ofMinutes(5));
    assertThat(settings.shareBackendCalls()).isTrue();
    assertThat(configured("fallback.store { queuedBytes = 1MiB, queuedWrites = 5 }").store())
        .satisfies(
            store -> {
              assertThat(store.queuedBytes()).isEqualTo(1 << 20);
              assertThat(store.queuedWrites()).isEqualTo(5);
            });
  }

  @Test
  void an_unknown_setting_is_told_with_the_nearest_one_and_its_place() {
    assertThat(configured("fallback.breaker.failureRateTreshold = 5").unknown(SERVICES))
        .singleElement()
        .asString()
        .contains("fallback.breaker.failureRateTreshold", "String: 1")
        .contains("the nearest is fallback.breaker.failureRateThreshold");
  }

  @Test
  void a_setting_that_only_resilience4j_has_is_told_with_what_there_is_instead() {
    assertThat(configured("fallback.breaker.slidingWindowType = COUNT_BASED").unknown(SERVICES))
        .singleElement()
        .asString()
        .startsWith("fallback.breaker.slidingWindowType (from String: 1) is no setting; ")
        .contains("over slidingWindowCalls calls where that is above 0");
    assertThat(
            configured(
                    "fallback.services.bank.Statements.breaker.slowCallDurationThreshold = 500ms")
                .unknown(SERVICES))
        .singleElement()
        .asString()
        .endsWith("a call is slow from the share slowCallShare of its timeout on");
  }

  @Test
  void an_unknown_service_or_operation_is_told() {
    assertThat(configured("fallback.services.bank.Statement.timeout = 1s").unknown(SERVICES))
        .singleElement()
        .asString()
        .contains("the nearest is fallback.services.bank.Statements.timeout");
    assertThat(
            configured("fallback.services.bank.Statements.operations.statements.timeout = 1s")
                .unknown(SERVICES))
        .hasSize(1);
  }

  @Test
  void all_mistakes_are_told_at_once() {
    assertThatThrownBy(
            () ->
                configured(
                        "fallback { tiemout = 1s, maxAge = 90d, store.readTimeout = soon,"
                            + " breaker.waitJitter = 2 }")
                    .check(SERVICES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fallback.tiemout")
        .hasMessageContaining("retention")
        .hasMessageContaining("readTimeout: 'soon'")
        .hasMessageContaining("waitJitter");
  }

  @Test
  void a_state_can_be_held_from_the_start() {
    String service = "fallback.services.bank.Statements.";
    assertThat(statement(service + "state = BYPASS").state()).contains(State.BYPASS);
    assertThatThrownBy(() -> statement(service + "state = OPEN"))
        .hasMessageContaining("FORCED, REVERSED, ISOLATED or BYPASS");
    assertThatThrownBy(() -> statement(service + "state = off"))
        .hasMessageContaining("state: 'off'")
        .hasMessageContaining("FORCED, REVERSED, ISOLATED or BYPASS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "readTimeout = 0s",
        "writeTimeout = 0s",
        "readsInFlight = 0",
        "writesInFlight = 0",
        "writeInterval = -1s",
        "queuedWrites = 0",
        "queuedBytes = 0",
        "drainTimeout = -1s"
      })
  void a_store_that_could_not_be_used_is_refused(String setting) {
    assertThatThrownBy(() -> configured("fallback.store { " + setting + " }").check(SERVICES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("store")
        .hasMessageContaining(setting.substring(0, setting.indexOf(' ')) + ": found");
  }

  @Test
  void half_a_soft_timeout_is_refused() {
    assertThatThrownBy(() -> statement("fallback.softTimeout = 100ms"))
        .hasMessageContaining("bank.Statements.statement")
        .hasMessageContaining("softTimeout and softMaxAge");
  }

  @Test
  void the_settings_in_force_are_printed_as_they_can_be_configured() {
    String printed = configured("fallback.timeout = 700ms").printed(SERVICES);
    assertThat(printed)
        .contains("fallback.services.bank.Statements.operations.statement.timeout = 700ms\n")
        .contains("fallback.services.bank.Statements.breaker.minimumNumberOfCalls = 10\n")
        .contains("fallback.store.readTimeout = 500ms\n");
    assertThat(configured(printed).printed(SERVICES)).isEqualTo(printed);
  }

  private record Statements() implements ServiceDescriptor {
    @Override
    public String service() {
      return "bank.Statements";
    }

    @Override
    public List<StoredType> types() {
      return List.of();
    }

    @Override
    public List<OperationDescriptor<?>> operations() {
      return List.of(STATEMENT);
    }
  }

  private static final class NoCodec implements ValueCodec<Object> {
    @Override
    public void write(Object value, ByteSink out) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Object read(ByteSource in) {
      throw new AssertionError("not asked for");
    }
  }
}

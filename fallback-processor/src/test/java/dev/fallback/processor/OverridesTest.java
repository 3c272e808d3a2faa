package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.codegen.OperationDescriptor;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What methods have in common, and what they say for themselves. */
class OverridesTest {
  private static final String SOURCE =
      """
      package bank;

      import dev.fallback.annotation.*;
      import java.util.concurrent.CompletionStage;

      public interface Outer {
        @FallbackDefaults(maxAge = "2d", businessErrors = IllegalStateException.class)
        interface Service extends Base {
          @Fallback
          CompletionStage<String> plain(long id);

          @Fallback(maxAge = "3d", retention = "9d", profile = "patient", businessErrors = {})
          CompletionStage<String> own(long id);
        }

        @FallbackDefaults(maxAge = "5d", timeout = "3s", shareBackendCalls = true, profile = "patient")
        interface Base {
          @Fallback(softTimeout = "1s", softMaxAge = "1h")
          CompletionStage<String> inherited(long id);
        }
      }
      """;
  private static final CompiledService SERVICE = new CompiledService(SOURCE, "bank.Outer$Service");

  @Test
  void defaults_of_the_interface_stand_in_for_what_a_method_does_not_give() {
    OperationDescriptor<?> plain = SERVICE.operation("plain");
    assertThat(plain.maxAge()).isEqualTo(Duration.ofDays(2));
    assertThat(plain.retention()).isEqualTo(Duration.ofDays(4));
    assertThat(plain.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(plain.businessErrors()).isEqualTo(java.util.List.of(IllegalStateException.class));
    assertThat(plain.table().profile()).isEmpty();
  }

  @Test
  void a_method_s_own_values_come_first() {
    OperationDescriptor<?> own = SERVICE.operation("own");
    assertThat(own.maxAge()).isEqualTo(Duration.ofDays(3));
    assertThat(own.retention()).isEqualTo(Duration.ofDays(9));
    assertThat(own.businessErrors()).isEmpty();
    assertThat(own.table().profile()).isEqualTo(Optional.of("patient"));
  }

  @Test
  void the_decorated_interface_comes_before_the_one_that_declares() {
    OperationDescriptor<?> inherited = SERVICE.operation("inherited");
    assertThat(inherited.maxAge()).isEqualTo(Duration.ofDays(2));
    assertThat(inherited.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(inherited.softMaxAge()).isEqualTo(Optional.of(Duration.ofHours(1)));
    assertThat(inherited.shareBackendCalls()).isTrue();
    assertThat(inherited.table().profile()).isEqualTo(Optional.of("patient"));
  }
}

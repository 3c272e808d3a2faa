package dev.fallback.testkit.internal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fallback.testkit.ServerStartException;
import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void names_are_those_of_the_artifacts() {
    assertThat(Platform.of("Linux", "amd64", false).name()).isEqualTo("linux-amd64");
    assertThat(Platform.of("Linux", "aarch64", true).name()).isEqualTo("linux-arm64v8-alpine");
    assertThat(Platform.of("Mac OS X", "x86_64", false).name()).isEqualTo("darwin-amd64");
    assertThat(Platform.of("Mac OS X", "aarch64", false).name()).isEqualTo("darwin-arm64v8");
  }

  @Test
  void a_platform_without_programs_is_named_in_the_error() {
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64", false))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("Windows 11");
    assertThatThrownBy(() -> Platform.of("Linux", "s390x", false)).hasMessageContaining("s390x");
  }
}

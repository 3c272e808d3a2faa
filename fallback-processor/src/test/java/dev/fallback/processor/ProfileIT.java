package dev.fallback.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fallback.CassandraSettings;
import dev.fallback.Fallbacks;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.schema.Schema;
import dev.fallback.testkit.CassandraExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Execution profiles of the application's own driver configuration, on a real node. */
@ExtendWith(CassandraExtension.class)
class ProfileIT {
  private static final CompiledService SERVICE =
      new CompiledService(
          """
          package bank;

          import dev.fallback.annotation.*;
          import java.util.concurrent.CompletionStage;

          public interface Service {
            @Fallback(maxAge = "1d", profile = "patient")
            CompletionStage<String> known(long id);

            @Fallback(maxAge = "1d", profile = "nobodys")
            CompletionStage<String> unknown(long id);
          }
          """);

  @Test
  void a_profile_of_the_application_is_used_and_an_unknown_one_is_told(CassandraSettings settings)
      throws Exception {
    Schema.of(List.of(SERVICE.descriptor())).migrate(settings);
    try (Fallbacks fallbacks = Fallbacks.builder().cassandra(settings).build()) {
      for (OperationDescriptor<?> operation : SERVICE.descriptor().operations()) {
        fallbacks.operation(SERVICE.descriptor(), operation);
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(fallbacks.unprotected())
                      .hasSize(1)
                      .containsEntry(
                          "bank.Service.unknown",
                          "the driver's configuration has no execution profile nobodys"));
    }
  }
}

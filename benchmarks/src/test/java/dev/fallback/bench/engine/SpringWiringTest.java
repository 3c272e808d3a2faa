package dev.fallback.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fallback.Fallbacks;
import dev.fallback.Source;
import dev.fallback.bank.account.StatementService;
import dev.fallback.bank.account.StatementServiceWithFallback;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.testkit.InMemoryStore;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The wiring that docs/calls.md shows, in a real container. */
class SpringWiringTest {
  /** As an application has it, but for the store. */
  @Configuration
  static class Application {
    private final Queue<Cause> skipped = new ConcurrentLinkedQueue<>();

    @Bean
    StatementService postgresStatements() {
      return SampleStatements.backend();
    }

    @Bean
    Fallbacks fallbacks() {
      return Fallbacks.builder()
          .store(new InMemoryStore(InstantSource.system()))
          .listener(
              event -> {
                if (event instanceof RecordingSkipped skip) {
                  skipped.add(skip.cause());
                }
              })
          .build();
    }

    @Bean
    @Primary
    StatementServiceWithFallback statements(
        @Qualifier("postgresStatements") StatementService backend, Fallbacks fallbacks) {
      return new StatementServiceWithFallback(backend, fallbacks);
    }

    @Bean
    Caller caller(StatementService statements) {
      return new Caller(statements);
    }
  }

  /** Whoever wants statements, and does not know of Fallback. */
  record Caller(StatementService statements) {}

  @Test
  void callers_get_the_guarded_service_and_the_container_closes_what_it_made() {
    StatementServiceWithFallback guarded;
    Queue<Cause> skipped;
    try (var context = new AnnotationConfigApplicationContext(Application.class)) {
      guarded = context.getBean(StatementServiceWithFallback.class);
      skipped = context.getBean(Application.class).skipped;
      assertThat(context.getBean(Caller.class).statements()).isSameAs(guarded);
      var answer = guarded.answers().statement(42).toCompletableFuture().join();
      assertThat(answer.source()).isEqualTo(Source.BACKEND);
      assertThat(answer.value()).isEqualTo(SampleStatements.of(42));
      assertThat(skipped).doesNotContain(Cause.CLOSING);
    }
    guarded.statement(43).toCompletableFuture().join();
    assertThat(skipped).contains(Cause.CLOSING);
  }
}

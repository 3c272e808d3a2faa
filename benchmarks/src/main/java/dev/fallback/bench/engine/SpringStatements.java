package dev.fallback.bench.engine;

import dev.fallback.bank.account.Statement;
import dev.fallback.bank.account.StatementService;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.github.resilience4j.spring6.circuitbreaker.configure.CircuitBreakerAspect;
import io.github.resilience4j.spring6.circuitbreaker.configure.CircuitBreakerConfigurationProperties;
import io.github.resilience4j.spring6.fallback.FallbackExecutor;
import io.github.resilience4j.spring6.fallback.configure.FallbackConfiguration;
import io.github.resilience4j.spring6.spelresolver.SpelResolver;
import io.github.resilience4j.spring6.spelresolver.configure.SpelResolverConfiguration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Import;

/** A Spring application of one bean, proxied by Resilience4j's aspect for circuit breakers. */
final class SpringStatements implements AutoCloseable {
  private final AnnotationConfigApplicationContext context;

  private SpringStatements(AnnotationConfigApplicationContext context) {
    this.context = context;
  }

  static SpringStatements around(StatementService backend) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.register(Wiring.class);
    context.registerBean(
        "statements", AnnotatedStatements.class, () -> new AnnotatedStatements(backend));
    context.refresh();
    SpringStatements spring = new SpringStatements(context);
    spring.check();
    return spring;
  }

  /** The bean as others see it. */
  StatementService proxied() {
    return context.getBean(StatementService.class);
  }

  /** A bean that is not guarded would compare well, and wrongly. */
  private void check() {
    proxied().statement(42);
    int counted =
        context
            .getBean(CircuitBreakerRegistry.class)
            .circuitBreaker("statements")
            .getMetrics()
            .getNumberOfSuccessfulCalls();
    if (counted != 1) {
      throw new IllegalStateException("the aspect counted " + counted + " calls of one");
    }
  }

  @Override
  public void close() {
    context.close();
  }

  /** The bean. */
  public static class AnnotatedStatements implements StatementService {
    private final StatementService backend;

    AnnotatedStatements(StatementService backend) {
      this.backend = backend;
    }

    @Override
    @CircuitBreaker(name = "statements", fallbackMethod = "stored")
    public CompletionStage<Statement> statement(long accountId) {
      return backend.statement(accountId);
    }

    /** Named by the annotation; on a good day nobody calls it. */
    public CompletionStage<Statement> stored(long accountId, Throwable error) {
      return CompletableFuture.failedFuture(error);
    }
  }

  /** What the Spring Boot starter wires, as far as circuit breakers need it. */
  @Configuration
  @EnableAspectJAutoProxy
  @Import({FallbackConfiguration.class, SpelResolverConfiguration.class})
  public static class Wiring {

    /** The aspect. */
    @Bean
    public CircuitBreakerAspect aspect(
        CircuitBreakerRegistry registry, FallbackExecutor fallbacks, SpelResolver expressions) {
      return new CircuitBreakerAspect(
          new CircuitBreakerConfigurationProperties(), registry, List.of(), fallbacks, expressions);
    }

    /** Its breakers. */
    @Bean
    public CircuitBreakerRegistry registry() {
      return CircuitBreakerRegistry.of(
          Guard.settings(SlidingWindowSynchronizationStrategy.SYNCHRONIZED));
    }
  }
}

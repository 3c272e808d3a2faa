package dev.fallback.processor;

import dev.fallback.Answer;
import dev.fallback.Fallbacks;
import dev.fallback.schema.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Two releases of one service: the second has another key and another answer. */
final class PreviousReleases {
  private static final String FIRST =
      """
      package bank;

      import dev.fallback.annotation.*;
      import java.util.concurrent.CompletionStage;

      public interface Statements {
        record Statement(long id, long cents) {}

        @Fallback(maxAge = "30d", table = "statements")
        CompletionStage<Statement> statement(long id);
      }
      """;

  private static final String SECOND =
      """
      package bank;

      import dev.fallback.annotation.*;
      import java.util.NoSuchElementException;
      import java.util.concurrent.CompletionStage;

      public interface Statements {
        enum Currency {
          EUR,
          USD
        }

        record Caller(long id) {}

        @Stored(name = "statement_2")
        record Statement(long id, Currency currency, String balance) {}

        @Fallback(
            maxAge = "30d",
            table = "statements",
            version = 2,
            previous = First.class,
            forgetOn = NoSuchElementException.class)
        CompletionStage<Statement> statement(
            Caller caller, @NotKey("for tracing only") String trace, Currency currency);

        final class First {
          record Key(long id) {}

          @Stored(name = "statement")
          record Old(long id, long cents) {}

          Key key(Caller caller, Currency currency) {
            if (caller.id() < 0) {
              throw new IllegalStateException("no such caller");
            }
            return currency == Currency.EUR ? new Key(caller.id()) : null;
          }

          Statement answer(Old old) {
            if (old.cents() < 0) {
              throw new IllegalStateException("was never in debt");
            }
            return new Statement(old.id(), Currency.EUR, old.cents() + " cents");
          }
        }
      }
      """;

  final Release first = new Release(FIRST);
  final Release second = new Release(SECOND);

  /** A release, with a decorated backend. */
  static final class Release {
    final CompiledService service;

    Release(String source) {
      service = new CompiledService(source);
    }

    Schema schema() {
      return Schema.of(List.of(service.descriptor()));
    }

    Object value(Object... arguments) throws Exception {
      Class<?> type = service.loader().loadClass("bank.Statements$Statement");
      return type.getDeclaredConstructors()[0].newInstance(arguments);
    }

    Object caller(long id) throws Exception {
      Class<?> type = service.loader().loadClass("bank.Statements$Caller");
      return type.getDeclaredConstructors()[0].newInstance(id);
    }

    Object currency(int ordinal) throws Exception {
      return service.loader().loadClass("bank.Statements$Currency").getEnumConstants()[ordinal];
    }

    /** Calls the decorator of a backend that answers, or fails with, what is given. */
    Answer<?> ask(Fallbacks fallbacks, Object backendSays, Object... arguments) throws Exception {
      Class<?> type = service.loader().loadClass("bank.Statements");
      Object backend =
          Proxy.newProxyInstance(
              service.loader(),
              new Class<?>[] {type},
              (proxy, method, passed) ->
                  backendSays instanceof Throwable error
                      ? CompletableFuture.failedFuture(error)
                      : CompletableFuture.completedFuture(backendSays));
      Object decorator =
          service
              .loader()
              .loadClass("bank.StatementsWithFallback")
              .getConstructor(type, Fallbacks.class)
              .newInstance(backend, fallbacks);
      Object answers = decorator.getClass().getMethod("answers").invoke(decorator);
      Method statement =
          Arrays.stream(answers.getClass().getMethods())
              .filter(method -> method.getName().equals("statement"))
              .findFirst()
              .orElseThrow(NoSuchElementException::new);
      return (Answer<?>)
          ((CompletionStage<?>) statement.invoke(answers, arguments))
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
    }
  }
}

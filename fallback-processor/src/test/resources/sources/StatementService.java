package bank;

import dev.fallback.annotation.Fallback;
import dev.fallback.annotation.NotKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

public interface StatementService {
  enum Kind {
    DEBIT,
    CREDIT
  }

  sealed interface Hold permits Amount, Court, Flag {}

  record Amount(long cents) implements Hold {}

  record Court() implements Hold {}

  enum Flag implements Hold {
    DECEASED,
    FRAUD
  }

  record Transaction(long id, Instant at, Kind kind, long cents, String description) {}

  record Statement(
      long accountId,
      String owner,
      Instant at,
      long balance,
      List<Transaction> transactions,
      Optional<String> note,
      Hold hold) {}

  record Page<T>(List<T> items, int number) {}

  record Caller(String tenant, Optional<List<String>> roles, Kind kind) {}

  final class AccountNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Fallback(
      maxAge = "30d",
      retention = "400d",
      timeout = "250ms",
      businessErrors = AccountNotFoundException.class)
  CompletionStage<Statement> statement(long accountId);

  @Fallback(maxAge = "36h", version = 2, table = "pages")
  CompletableFuture<Page<Transaction>> page(
      Caller caller, int out, @NotKey("for tracing only") String trace);

  @Fallback(maxAge = "90s")
  CompletionStage<List<Page<String>>> all();

  void post(long accountId, long cents) throws IOException;

  default <T extends Comparable<T>> T largest(List<? extends T> values, String... others) {
    return values.get(0);
  }
}

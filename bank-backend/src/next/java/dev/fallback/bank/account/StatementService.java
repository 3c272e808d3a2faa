package dev.fallback.bank.account;

import dev.fallback.annotation.Fallback;
import java.util.concurrent.CompletionStage;

/** Reads statements. */
public interface StatementService {

  /**
   * The account as it stands, with its newest postings.
   *
   * @return fails with {@link AccountNotFoundException} where there is no such account; that is an
   *     answer, not a fault of the backend
   */
  @Fallback(
      maxAge = "30d",
      retention = "400d",
      timeout = "1s",
      businessErrors = AccountNotFoundException.class)
  CompletionStage<Statement> statement(long accountId);
}

package dev.fallback.bank.account;

import dev.fallback.Answer;
import java.util.concurrent.CompletionStage;

/** Reads statements and says where each came from. */
@FunctionalInterface
public interface StatementAnswers {

  /** {@link StatementService#statement} with its provenance. */
  CompletionStage<Answer<Statement>> statement(long accountId);
}

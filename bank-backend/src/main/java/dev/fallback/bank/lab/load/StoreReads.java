package dev.fallback.bank.lab.load;

import dev.fallback.bank.lab.truth.Books;
import dev.fallback.bank.lab.truth.Provenance;
import dev.fallback.bank.lab.truth.ReadEvidence;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.truth.TruthClock;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads every account once, a few at a time, outside the load: to fill the store, and to see what
 * it holds. For one thread.
 */
public final class StoreReads {
  private static final int AT_ONCE = 16;

  private final BankHttp bank;
  private final List<Long> accounts;

  /** Reads of those accounts. */
  public StoreReads(BankHttp bank, List<Long> accounts) {
    this.bank = bank;
    this.accounts = List.copyOf(accounts);
  }

  /** Reads all; returns how many got a statement, wherever from. */
  public int answered() {
    return inGroups((account, reply) -> reply instanceof ReadReply.Answered);
  }

  /** Reads all; returns how many got a statement from the store. */
  public int answeredFromStore() {
    return inGroups((account, reply) -> isFromStore(reply));
  }

  /** The same, and has each judged. */
  public int judgedFromStore(Books books, TruthCheck truth, TruthClock clock) {
    Instant sentAt = clock.instant();
    return inGroups(
        (account, reply) -> {
          if (reply instanceof ReadReply.Answered answer) {
            truth.check(
                books.current().judge(),
                new ReadEvidence(
                    account,
                    0,
                    sentAt,
                    clock.instant(),
                    clock.nanos(),
                    answer.provenance(),
                    answer.statement()));
          }
          return isFromStore(reply);
        });
  }

  private static boolean isFromStore(ReadReply reply) {
    return reply instanceof ReadReply.Answered answer
        && answer.provenance() instanceof Provenance.FromStore;
  }

  private interface Wanted {
    boolean counts(long account, ReadReply reply);
  }

  private int inGroups(Wanted wanted) {
    int counted = 0;
    for (int from = 0; from < accounts.size(); from += AT_ONCE) {
      List<Long> some = accounts.subList(from, Math.min(accounts.size(), from + AT_ONCE));
      List<Future<Boolean>> answers = new ArrayList<>();
      for (long account : some) {
        answers.add(
            bank.statement(account)
                .map(answer -> wanted.counts(account, Replies.read(answer)))
                .otherwise(false));
      }
      Future.join(answers).await();
      counted += (int) answers.stream().filter(answer -> answer.result()).count();
    }
    return counted;
  }
}

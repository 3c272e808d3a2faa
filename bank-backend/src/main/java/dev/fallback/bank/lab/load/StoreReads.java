package dev.fallback.bank.lab.load;

import dev.fallback.bank.lab.truth.Books;
import dev.fallback.bank.lab.truth.Provenance;
import dev.fallback.bank.lab.truth.ReadEvidence;
import dev.fallback.bank.lab.truth.TruthCheck;
import dev.fallback.bank.lab.truth.TruthClock;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads every account, a few at a time, outside the load: to fill the store, and to see what it
 * holds. For one thread.
 */
public final class StoreReads {
  private static final int AT_ONCE = 16;

  private final BankHttp bank;
  private final List<Long> accounts;
  private final Set<Long> held = new HashSet<>();

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

  /**
   * Reads those that the store has given no statement of yet in such a call, and has each judged.
   *
   * @return of how many it has given one by now
   */
  public int judgedFromStore(Books books, TruthCheck truth, TruthClock clock) {
    Instant sentAt = clock.instant();
    List<Long> missing = accounts.stream().filter(account -> !held.contains(account)).toList();
    inGroups(
        missing,
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
        },
        held::add);
    return held.size();
  }

  private static boolean isFromStore(ReadReply reply) {
    return reply instanceof ReadReply.Answered answer
        && answer.provenance() instanceof Provenance.FromStore;
  }

  private interface Wanted {
    boolean counts(long account, ReadReply reply);
  }

  private int inGroups(Wanted wanted) {
    List<Long> counted = new ArrayList<>();
    inGroups(accounts, wanted, counted::add);
    return counted.size();
  }

  private void inGroups(List<Long> asked, Wanted wanted, Consumer<Long> counted) {
    for (int from = 0; from < asked.size(); from += AT_ONCE) {
      List<Long> some = asked.subList(from, Math.min(asked.size(), from + AT_ONCE));
      List<Future<Boolean>> answers = new ArrayList<>();
      for (long account : some) {
        answers.add(
            bank.statement(account)
                .map(answer -> wanted.counts(account, Replies.read(answer)))
                .otherwise(false));
      }
      Future.join(answers).await();
      for (int i = 0; i < some.size(); i++) {
        if (answers.get(i).result()) {
          counted.accept(some.get(i));
        }
      }
    }
  }
}

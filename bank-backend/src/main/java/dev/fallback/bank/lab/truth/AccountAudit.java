package dev.fallback.bank.lab.truth;

import java.util.ArrayList;
import java.util.List;

/**
 * One account's comparison with the database after the run.
 *
 * @param accountId the account
 * @param lost one sentence for each acknowledged posting that the database does not hold
 * @param wrong one sentence for each other contradiction
 * @param resolved postings of unknown outcome that the database turned out to hold
 */
public record AccountAudit(long accountId, List<String> lost, List<String> wrong, int resolved) {
  public AccountAudit {
    lost = List.copyOf(lost);
    wrong = List.copyOf(wrong);
  }

  static final class Collector {
    private final long accountId;
    private final List<String> lost = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int resolved;

    Collector(long accountId) {
      this.accountId = accountId;
    }

    void lost(String sentence) {
      lost.add(sentence);
    }

    void wrong(String sentence) {
      wrong.add(sentence);
    }

    void resolved() {
      resolved++;
    }

    AccountAudit audit() {
      return new AccountAudit(accountId, lost, wrong, resolved);
    }
  }
}

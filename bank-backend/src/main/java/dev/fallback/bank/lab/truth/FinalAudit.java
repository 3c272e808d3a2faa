package dev.fallback.bank.lab.truth;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the database says when all is over, compared with what was acknowledged.
 *
 * @param lost one sentence for each acknowledged posting that the database does not hold
 * @param contradictions one sentence for each other disagreement
 * @param unknownApplied postings of unknown outcome that the database holds
 * @param violations rows in the views that must be empty
 */
public record FinalAudit(
    List<String> lost, List<String> contradictions, long unknownApplied, long violations) {
  public FinalAudit {
    lost = List.copyOf(lost);
    contradictions = List.copyOf(contradictions);
  }

  /** What two audits, of before and after a restoring, found together. */
  public FinalAudit and(FinalAudit later) {
    return new FinalAudit(
        Stream.concat(lost.stream(), later.lost.stream()).toList(),
        Stream.concat(contradictions.stream(), later.contradictions.stream()).toList(),
        unknownApplied + later.unknownApplied,
        violations + later.violations);
  }

  /** Compares all accounts; from then on the ledger is complete. */
  public static FinalAudit of(Ledger ledger, BankDatabase database) throws SQLException {
    Map<Long, List<SeenTransaction>> postings = database.postings();
    List<String> lost = new ArrayList<>();
    List<String> contradictions = new ArrayList<>();
    long unknownApplied = 0;
    for (AccountLedger account : ledger.accounts()) {
      AccountAudit audit = account.complete(postings.getOrDefault(account.accountId(), List.of()));
      lost.addAll(audit.lost());
      contradictions.addAll(audit.wrong());
      unknownApplied += audit.resolved();
    }
    return new FinalAudit(lost, contradictions, unknownApplied, database.violations());
  }
}

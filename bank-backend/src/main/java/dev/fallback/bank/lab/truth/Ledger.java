package dev.fallback.bank.lab.truth;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The ledgers of all accounts of a run. Thread-safe. */
public final class Ledger {
  private final Map<Long, AccountLedger> accounts;

  /**
   * Accounts without postings.
   *
   * @param limits overdraft limit in cents by account number
   */
  public Ledger(Map<Long, Long> limits, TruthClock clock) {
    var opened = new LinkedHashMap<Long, AccountLedger>();
    limits.forEach((id, limit) -> opened.put(id, new AccountLedger(id, limit, clock)));
    accounts = Map.copyOf(opened);
  }

  /**
   * One account.
   *
   * @throws IllegalArgumentException when the run has no such account
   */
  public AccountLedger account(long accountId) {
    AccountLedger account = accounts.get(accountId);
    if (account == null) {
      throw new IllegalArgumentException("account " + accountId + " is not part of the run");
    }
    return account;
  }

  /** All accounts, in no particular order. */
  public Collection<AccountLedger> accounts() {
    return accounts.values();
  }

  /** The account a posting of this description was sent to. */
  Optional<AccountLedger> ownerOf(String description) {
    return accounts.values().stream().filter(a -> a.sent(description).isPresent()).findAny();
  }
}

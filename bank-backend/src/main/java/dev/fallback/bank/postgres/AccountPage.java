package dev.fallback.bank.postgres;

import java.util.List;

/**
 * Some accounts, ascending.
 *
 * @param ids their numbers; there may be none though it is not the end
 * @param upTo up to this one all were looked at
 * @param isEnd whether there are no more behind it
 */
public record AccountPage(List<Long> ids, long upTo, boolean isEnd) {
  public AccountPage {
    ids = List.copyOf(ids);
  }

  /** A page that ends with its last account; without any there are no more behind {@code after}. */
  static AccountPage of(List<Long> ids, long after) {
    return new AccountPage(ids, ids.isEmpty() ? after : ids.get(ids.size() - 1), ids.isEmpty());
  }
}

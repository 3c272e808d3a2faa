package dev.fallback.bench.codec;

import static dev.fallback.bench.codec.DriverInstants.instant;
import static dev.fallback.bench.codec.DriverInstants.tuple;
import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.data.UdtValue;
import java.util.ArrayList;
import java.util.List;

/** The driver's {@code UdtValue}, fields by name: what the driver's own mapper generates. */
final class UdtByNameCodec extends UdtCodec {

  @Override
  UdtValue value(Statement statement) {
    List<UdtValue> transactions = new ArrayList<>(statement.transactions().size());
    for (Transaction transaction : statement.transactions()) {
      transactions.add(value(transaction));
    }
    return DriverTypes.STATEMENT
        .newValue()
        .setLong("account", statement.account())
        .setString("owner", statement.owner())
        .setString("currency", statement.currency())
        .setBigDecimal("balance", statement.balance())
        .setTupleValue("from", tuple(statement.from()))
        .setTupleValue("until", tuple(statement.until()))
        .setList("transactions", transactions, UdtValue.class);
  }

  private static UdtValue value(Transaction transaction) {
    return DriverTypes.TRANSACTION
        .newValue()
        .setUuid("id", transaction.id())
        .setTupleValue("at", tuple(transaction.at()))
        .setBigDecimal("amount", transaction.amount())
        .setString("text", transaction.text())
        .setString("kind", transaction.kind().name())
        .setUdtValue("counterparty", value(transaction.counterparty()));
  }

  private static UdtValue value(Counterparty counterparty) {
    UdtValue value = DriverTypes.COUNTERPARTY.newValue();
    if (counterparty instanceof Counterparty.Account account) {
      return value.setUdtValue(
          "account",
          DriverTypes.ACCOUNT
              .newValue()
              .setString("name", account.name())
              .setString("iban", account.iban()));
    } else if (counterparty instanceof Counterparty.Merchant merchant) {
      return value.setUdtValue(
          "merchant",
          DriverTypes.MERCHANT
              .newValue()
              .setString("name", merchant.name())
              .setString("city", merchant.city())
              .setInt("category", merchant.category()));
    }
    return value.setUdtValue(
        "machine",
        DriverTypes.MACHINE
            .newValue()
            .setLong("number", ((Counterparty.Machine) counterparty).number()));
  }

  @Override
  Statement statement(UdtValue value) {
    List<UdtValue> values = requireNonNull(value.getList("transactions", UdtValue.class));
    List<Transaction> transactions = new ArrayList<>(values.size());
    for (UdtValue transaction : values) {
      transactions.add(transaction(transaction));
    }
    return new Statement(
        value.getLong("account"),
        requireNonNull(value.getString("owner")),
        requireNonNull(value.getString("currency")),
        requireNonNull(value.getBigDecimal("balance")),
        instant(value.getTupleValue("from")),
        instant(value.getTupleValue("until")),
        transactions);
  }

  private static Transaction transaction(UdtValue value) {
    return new Transaction(
        requireNonNull(value.getUuid("id")),
        instant(value.getTupleValue("at")),
        requireNonNull(value.getBigDecimal("amount")),
        requireNonNull(value.getString("text")),
        Kind.valueOf(requireNonNull(value.getString("kind"))),
        counterparty(requireNonNull(value.getUdtValue("counterparty"))));
  }

  private static Counterparty counterparty(UdtValue value) {
    UdtValue account = value.getUdtValue("account");
    if (account != null) {
      return new Counterparty.Account(
          requireNonNull(account.getString("name")), requireNonNull(account.getString("iban")));
    }
    UdtValue merchant = value.getUdtValue("merchant");
    if (merchant != null) {
      return new Counterparty.Merchant(
          requireNonNull(merchant.getString("name")),
          requireNonNull(merchant.getString("city")),
          merchant.getInt("category"));
    }
    UdtValue machine = requireNonNull(value.getUdtValue("machine"));
    return new Counterparty.Machine(machine.getLong("number"));
  }
}

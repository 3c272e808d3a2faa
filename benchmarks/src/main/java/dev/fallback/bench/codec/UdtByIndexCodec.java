package dev.fallback.bench.codec;

import static dev.fallback.bench.codec.DriverInstants.instant;
import static dev.fallback.bench.codec.DriverInstants.tuple;
import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.data.UdtValue;
import java.util.ArrayList;
import java.util.List;

/** The driver's {@code UdtValue}, fields by index: as fast as it goes with the driver alone. */
final class UdtByIndexCodec extends UdtCodec {

  @Override
  UdtValue value(Statement statement) {
    List<UdtValue> transactions = new ArrayList<>(statement.transactions().size());
    for (Transaction transaction : statement.transactions()) {
      transactions.add(value(transaction));
    }
    return DriverTypes.STATEMENT
        .newValue()
        .setLong(0, statement.account())
        .setString(1, statement.owner())
        .setString(2, statement.currency())
        .setBigDecimal(3, statement.balance())
        .setTupleValue(4, tuple(statement.from()))
        .setTupleValue(5, tuple(statement.until()))
        .setList(6, transactions, UdtValue.class);
  }

  private static UdtValue value(Transaction transaction) {
    return DriverTypes.TRANSACTION
        .newValue()
        .setUuid(0, transaction.id())
        .setTupleValue(1, tuple(transaction.at()))
        .setBigDecimal(2, transaction.amount())
        .setString(3, transaction.text())
        .setString(4, transaction.kind().name())
        .setUdtValue(5, value(transaction.counterparty()));
  }

  private static UdtValue value(Counterparty counterparty) {
    UdtValue value = DriverTypes.COUNTERPARTY.newValue();
    if (counterparty instanceof Counterparty.Account account) {
      return value.setUdtValue(
          0,
          DriverTypes.ACCOUNT.newValue().setString(0, account.name()).setString(1, account.iban()));
    } else if (counterparty instanceof Counterparty.Merchant merchant) {
      return value.setUdtValue(
          1,
          DriverTypes.MERCHANT
              .newValue()
              .setString(0, merchant.name())
              .setString(1, merchant.city())
              .setInt(2, merchant.category()));
    }
    return value.setUdtValue(
        2,
        DriverTypes.MACHINE.newValue().setLong(0, ((Counterparty.Machine) counterparty).number()));
  }

  @Override
  Statement statement(UdtValue value) {
    List<UdtValue> values = requireNonNull(value.getList(6, UdtValue.class));
    List<Transaction> transactions = new ArrayList<>(values.size());
    for (UdtValue transaction : values) {
      transactions.add(transaction(transaction));
    }
    return new Statement(
        value.getLong(0),
        requireNonNull(value.getString(1)),
        requireNonNull(value.getString(2)),
        requireNonNull(value.getBigDecimal(3)),
        instant(value.getTupleValue(4)),
        instant(value.getTupleValue(5)),
        transactions);
  }

  private static Transaction transaction(UdtValue value) {
    return new Transaction(
        requireNonNull(value.getUuid(0)),
        instant(value.getTupleValue(1)),
        requireNonNull(value.getBigDecimal(2)),
        requireNonNull(value.getString(3)),
        Kind.valueOf(requireNonNull(value.getString(4))),
        counterparty(requireNonNull(value.getUdtValue(5))));
  }

  private static Counterparty counterparty(UdtValue value) {
    UdtValue account = value.getUdtValue(0);
    if (account != null) {
      return new Counterparty.Account(
          requireNonNull(account.getString(0)), requireNonNull(account.getString(1)));
    }
    UdtValue merchant = value.getUdtValue(1);
    if (merchant != null) {
      return new Counterparty.Merchant(
          requireNonNull(merchant.getString(0)),
          requireNonNull(merchant.getString(1)),
          merchant.getInt(2));
    }
    UdtValue machine = requireNonNull(value.getUdtValue(2));
    return new Counterparty.Machine(machine.getLong(0));
  }
}

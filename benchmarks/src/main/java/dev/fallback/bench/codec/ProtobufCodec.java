package dev.fallback.bench.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.fallback.bench.codec.proto.AccountMessage;
import dev.fallback.bench.codec.proto.DecimalMessage;
import dev.fallback.bench.codec.proto.InstantMessage;
import dev.fallback.bench.codec.proto.KindMessage;
import dev.fallback.bench.codec.proto.MachineMessage;
import dev.fallback.bench.codec.proto.MerchantMessage;
import dev.fallback.bench.codec.proto.StatementMessage;
import dev.fallback.bench.codec.proto.TransactionMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Protobuf, with the mapping between messages and records that an application would need. */
final class ProtobufCodec implements Codec {

  @Override
  public byte[] encode(Statement statement) {
    StatementMessage.Builder message =
        StatementMessage.newBuilder()
            .setAccount(statement.account())
            .setOwner(statement.owner())
            .setCurrency(statement.currency())
            .setBalance(message(statement.balance()))
            .setFrom(message(statement.from()))
            .setUntil(message(statement.until()));
    for (Transaction transaction : statement.transactions()) {
      message.addTransactions(message(transaction));
    }
    return message.build().toByteArray();
  }

  @Override
  public Statement decode(byte[] bytes) {
    StatementMessage message;
    try {
      message = StatementMessage.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
    Transaction[] transactions = new Transaction[message.getTransactionsCount()];
    for (int i = 0; i < transactions.length; i++) {
      transactions[i] = transaction(message.getTransactions(i));
    }
    return new Statement(
        message.getAccount(),
        message.getOwner(),
        message.getCurrency(),
        decimal(message.getBalance()),
        instant(message.getFrom()),
        instant(message.getUntil()),
        List.of(transactions));
  }

  private static TransactionMessage message(Transaction transaction) {
    TransactionMessage.Builder message =
        TransactionMessage.newBuilder()
            .setIdHigh(transaction.id().getMostSignificantBits())
            .setIdLow(transaction.id().getLeastSignificantBits())
            .setAt(message(transaction.at()))
            .setAmount(message(transaction.amount()))
            .setText(transaction.text())
            .setKind(message(transaction.kind()));
    Counterparty counterparty = transaction.counterparty();
    if (counterparty instanceof Counterparty.Account account) {
      message.setAccount(
          AccountMessage.newBuilder().setName(account.name()).setIban(account.iban()));
    } else if (counterparty instanceof Counterparty.Merchant merchant) {
      message.setMerchant(
          MerchantMessage.newBuilder()
              .setName(merchant.name())
              .setCity(merchant.city())
              .setCategory(merchant.category()));
    } else if (counterparty instanceof Counterparty.Machine machine) {
      message.setMachine(MachineMessage.newBuilder().setNumber(machine.number()));
    }
    return message.build();
  }

  private static Transaction transaction(TransactionMessage message) {
    return new Transaction(
        new UUID(message.getIdHigh(), message.getIdLow()),
        instant(message.getAt()),
        decimal(message.getAmount()),
        message.getText(),
        kind(message.getKind()),
        counterparty(message));
  }

  private static Counterparty counterparty(TransactionMessage message) {
    return switch (message.getCounterpartyCase()) {
      case ACCOUNT ->
          new Counterparty.Account(message.getAccount().getName(), message.getAccount().getIban());
      case MERCHANT ->
          new Counterparty.Merchant(
              message.getMerchant().getName(),
              message.getMerchant().getCity(),
              message.getMerchant().getCategory());
      case MACHINE -> new Counterparty.Machine(message.getMachine().getNumber());
      case COUNTERPARTY_NOT_SET -> throw new IllegalArgumentException("no counterparty");
    };
  }

  private static DecimalMessage message(BigDecimal decimal) {
    return DecimalMessage.newBuilder()
        .setUnscaled(decimal.unscaledValue().longValueExact())
        .setScale(decimal.scale())
        .build();
  }

  private static BigDecimal decimal(DecimalMessage message) {
    return BigDecimal.valueOf(message.getUnscaled(), message.getScale());
  }

  private static InstantMessage message(Instant instant) {
    return InstantMessage.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static Instant instant(InstantMessage message) {
    return Instant.ofEpochSecond(message.getSeconds(), message.getNanos());
  }

  private static KindMessage message(Kind kind) {
    return switch (kind) {
      case CARD_PAYMENT -> KindMessage.CARD_PAYMENT;
      case TRANSFER -> KindMessage.TRANSFER;
      case DIRECT_DEBIT -> KindMessage.DIRECT_DEBIT;
      case CASH_WITHDRAWAL -> KindMessage.CASH_WITHDRAWAL;
      case INTEREST -> KindMessage.INTEREST;
    };
  }

  private static Kind kind(KindMessage message) {
    return switch (message) {
      case CARD_PAYMENT -> Kind.CARD_PAYMENT;
      case TRANSFER -> Kind.TRANSFER;
      case DIRECT_DEBIT -> Kind.DIRECT_DEBIT;
      case CASH_WITHDRAWAL -> Kind.CASH_WITHDRAWAL;
      case INTEREST -> Kind.INTEREST;
      case UNRECOGNIZED -> throw new IllegalArgumentException("an unknown kind");
    };
  }
}

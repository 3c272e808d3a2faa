package bank;

import dev.fallback.annotation.Fallback;
import dev.fallback.annotation.Stored;
import dev.fallback.annotation.Stored.As;
import dev.fallback.annotation.StoredConverter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

public interface FormsService {
  final class Money {
    private final BigDecimal amount;
    private final String currency;

    public Money(BigDecimal amount, String currency) {
      this.amount = amount;
      this.currency = currency;
    }

    public BigDecimal getAmount() {
      return amount;
    }

    public String currency() {
      return currency;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Money money
          && money.amount.equals(amount)
          && money.currency.equals(currency);
    }

    @Override
    public int hashCode() {
      return Objects.hash(amount, currency);
    }

    @Override
    public String toString() {
      return amount + " " + currency;
    }
  }

  class MoneyText implements StoredConverter<Money, String> {
    @Override
    public String toStored(Money value) {
      return value.toString();
    }

    @Override
    public Money fromStored(String stored) {
      String[] parts = stored.split(" ");
      return new Money(new BigDecimal(parts[0]), parts[1]);
    }
  }

  class Hex implements StoredConverter<Long, String> {
    @Override
    public String toStored(Long value) {
      return Long.toHexString(value);
    }

    @Override
    public Long fromStored(String stored) {
      return Long.parseUnsignedLong(stored, 16);
    }
  }

  abstract sealed class Counterparty permits Person, Company {
    @Override
    public final boolean equals(Object other) {
      return other != null && other.getClass() == getClass() && other.toString().equals(toString());
    }

    @Override
    public final int hashCode() {
      return toString().hashCode();
    }
  }

  final class Person extends Counterparty {
    private final String name;

    public Person(String name) {
      this.name = name;
    }

    public String name() {
      return name;
    }

    @Override
    public String toString() {
      return "person " + name;
    }
  }

  non-sealed class Company extends Counterparty {
    private final boolean listed;

    public Company(boolean listed) {
      this.listed = listed;
    }

    public boolean isListed() {
      return listed;
    }

    @Override
    public String toString() {
      return "company " + listed;
    }
  }

  final class Shell extends Company {
    public Shell() {
      super(false);
    }
  }

  record Tree(String name, List<Tree> children) {}

  @Stored(as = As.MILLIS)
  record Cut(Instant at, Optional<List<Instant>> times) {}

  record Forms(
      Money money,
      @Stored(with = MoneyText.class) Money text,
      @Stored(with = Hex.class) long hex,
      @Stored(as = As.JSON) Tree tree,
      @Stored(as = As.JSON) Map<String, List<Tree>> trees,
      @Stored(as = As.JSON) int number,
      Cut cut,
      @Stored(as = As.MILLIS) List<Instant> millis,
      Counterparty other,
      List<Counterparty> others,
      @Stored(name = "key_of_it") String key) {}

  record Arrays(byte[] bytes, int[] numbers, String[][] words, byte[][] blobs, Tint[] tints) {}

  enum Tint {
    @Deprecated
    RED,
    BLUE
  }

  @Fallback(maxAge = "1d")
  CompletionStage<Forms> forms();

  @Fallback(maxAge = "1d")
  CompletionStage<Arrays> arrays(int[] first, Money second);

  @Fallback(maxAge = "1d")
  @Stored(as = As.JSON)
  CompletionStage<Tree> tree(@Stored(as = As.MILLIS) Instant at);
}

package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

public interface SameConverted {
  record Money(BigDecimal amount, Currency currency) {}

  record Parts(BigDecimal units, String code) {}

  final class MoneyToParts implements StoredConverter<Money, Parts> {
    @Override
    public Parts toStored(Money money) {
      return new Parts(money.amount(), money.currency() == null ? null : money.currency().getCurrencyCode());
    }

    @Override
    public Money fromStored(Parts parts) {
      return new Money(parts.units(), parts.code() == null ? null : Currency.getInstance(parts.code()));
    }
  }

  final class LongToText implements StoredConverter<Long, String> {
    @Override
    public String toStored(Long value) {
      return value.toString();
    }

    @Override
    public Long fromStored(String text) {
      return Long.valueOf(text);
    }
  }

  final class ListToText implements StoredConverter<List<String>, String> {
    @Override
    public String toStored(List<String> value) {
      StringBuilder text = new StringBuilder();
      value.forEach(each -> text.append(each).append('|'));
      return text.toString();
    }

    @Override
    public List<String> fromStored(String text) {
      List<String> all = new ArrayList<>(List.of(text.split("\\|", -1)));
      all.remove(all.size() - 1);
      return all;
    }
  }

  record Account(
      Money natural,
      @Stored(with = MoneyToParts.class) Money converted,
      @Stored(with = LongToText.class) long number,
      @Stored(with = LongToText.class) Long boxed) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Account> account(@Stored(with = MoneyToParts.class) Money key);

  @Fallback(maxAge = "1d")
  @Stored(with = ListToText.class)
  CompletionStage<List<String>> lists(@Stored(with = ListToText.class) List<String> key);
}

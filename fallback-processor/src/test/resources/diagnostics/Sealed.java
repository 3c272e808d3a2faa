package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Sealed {
  sealed class Account permits Savings {
    public long id() {
      return 1;
    }
  }

  final class Savings extends Account {
    Savings(long id) {}
  }

  record Holder(Account account) {} // ERROR FB-020: bank.Sealed.Account (result of holder → Holder.account) is sealed and can itself be instantiated

  sealed interface Term<T> permits Number {}

  record Number(long value) implements Term<Long> {}

  @Fallback(maxAge = "1d")
  CompletionStage<Holder> holder(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Term<String>> term(long id); // ERROR FB-020: has no variant of such a type

  final class Outer {
    private record Hidden(long id) {}

    record Json(@Stored(as = Stored.As.JSON) List<Map<String, Hidden[]>> hidden) {} // ERROR FB-023: java.util.List<java.util.Map<java.lang.String, bank.Sealed.Outer.Hidden[]>>
  }

  @Fallback(maxAge = "1d")
  CompletionStage<Outer.Json> json(long id);
}

package bank;

import dev.fallback.annotation.*;
import java.util.concurrent.*;

public interface TwoServices {
  interface One {
    record Item(long id) {}

    @Fallback(maxAge = "1d", table = "shared")
    CompletionStage<Item> item(long id);
  }

  interface Two {
    record Item(String id) {} // ERROR FB-033: bank.TwoServices.One.Item and bank.TwoServices.Two.Item would both be stored as type item

    @Fallback(maxAge = "1d", table = "shared") // ERROR FB-035: Two.item would be stored in table shared, as One.item already is
    CompletionStage<Item> item(long id);
  }
}

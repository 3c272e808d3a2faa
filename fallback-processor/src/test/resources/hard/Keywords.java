package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

/** Words of CQL and Java as names. */
public interface Keywords {
  record Table(String select, String from, String where, long limit, String order, long token, String key, String snapshot, long timestamp, int ttl, String writetime, String as_of, @Stored(name = "dollar") String $dollar) {
    public Table {
      $dollar = $dollar == null ? "" : $dollar;
    }
  }

  record Order(Table table) {}

  record Date(LocalDate date) {}

  record Text(String text) {}

  record Frozen(Date date, Text text) {}

  @Fallback(maxAge = "1d", table = "select")
  CompletionStage<Order> order(Order order);

  @Fallback(maxAge = "1d", table = "index")
  CompletionStage<Frozen> index(long id);

  @Fallback(maxAge = "1d", table = "count")
  CompletionStage<Text> count(long id);

  @Fallback(maxAge = "1d", table = "date")
  CompletionStage<Text> date(long id);
}

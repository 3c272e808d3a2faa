package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Clashes {
  record Page<T>(List<T> items) {}

  interface Inner {
    record Statement(long other) {} // ERROR FB-033: bank.Clashes.Statement and bank.Clashes.Inner.Statement would both be stored as type statement
  }

  record Statement(long id) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Statement> one(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Inner.Statement> two(long id);

  @Fallback(maxAge = "1d", table = "clashes_one") // ERROR FB-035: Clashes.three would be stored in table clashes_one, as Clashes.one already is
  CompletionStage<String> three(long id);

  final class OfText {
    String key(long id) {
      return Long.toString(id);
    }
  }

  @Fallback(maxAge = "1d", table = "clashes_one", version = 2, previous = OfText.class) // ERROR FB-035: Clashes.newer would read what it was stored as before in table clashes_one, which Clashes.one is stored in
  CompletionStage<String> newer(long id);

  @Fallback(maxAge = "1d", table = "four_a")
  CompletionStage<String> four(long id);

  @Fallback(maxAge = "1d", table = "four_b")
  CompletionStage<String> four(long id, @NotKey("for tracing") String trace); // ERROR FB-036: would be called fourLong

  @Fallback(maxAge = "1d")
  CompletionStage<String> fooBar(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<String> foo_bar(long id); // ERROR FB-036: would be called foo_bar

  @Fallback(maxAge = "1d")
  CompletionStage<String> lookup(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<String> lookUp(long id); // ERROR FB-036: would be called lookUp

  record Lower(long id) {}

  record LOWER(long id) {} // ERROR FB-033: bank.Clashes.Lower and bank.Clashes.LOWER would both be stored as type lower

  @Fallback(maxAge = "1d")
  CompletionStage<Lower> lower(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<LOWER> upper(long id);
}

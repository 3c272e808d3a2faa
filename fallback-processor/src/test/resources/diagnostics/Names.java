package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Names {
  record Account(long limit) {}

  record Token(String text) {}

  record Text(String value) {}

  record Twins(String fooBar, String foo_bar) {}

  record Foreign(String größe) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Account> account(long id); // ERROR FB-030: field limit of bank.Names.Account would be called limit, a word of CQL

  @Fallback(maxAge = "1d")
  CompletionStage<Token> token(long id); // ERROR FB-030: the type of bank.Names.Token would be called token

  @Fallback(maxAge = "1d")
  CompletionStage<Text> text(long id); // ERROR FB-030: the type of bank.Names.Text would be called text

  @Fallback(maxAge = "1d")
  CompletionStage<Twins> twins(long id); // ERROR FB-034: field foo_bar of bank.Names.Twins would be called foo_bar, as another

  @Fallback(maxAge = "1d")
  CompletionStage<Foreign> foreign(long id); // ERROR FB-032: lower-case letters

  @Fallback(maxAge = "1d", table = "Statements") // ERROR FB-032: table would be called Statements
  CompletionStage<String> upper(long id);

  @Fallback(maxAge = "1d", table = "order") // ERROR FB-030: table would be called order, a word of CQL; give another name by table =
  CompletionStage<String> reserved(long id);

  @Fallback(maxAge = "1d") // ERROR FB-031: which has 67 characters where Cassandra allows 48
  CompletionStage<String> aMethodWhoseNameIsLongerThanAnybodyWouldEverWantIt(long id);
}

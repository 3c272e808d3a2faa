package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Names {
  record Account(long limit) {}

  record Token(String text) {}

  record Text(String value) {}

  @Stored(name = "date") // ERROR FB-030: the type of bank.Names.Day would be called date, which a type of CQL is called
  record Day(@Stored(name = "Größe") String value, @Stored(name = "a") long b, long a) {} // ERROR FB-032: field value of bank.Names.Day would be called Größe // ERROR FB-034: field a of bank.Names.Day would be called a, as another

  record Twins(String fooBar, String foo_bar) {} // ERROR FB-034: field foo_bar of bank.Names.Twins would be called foo_bar, as another

  record Foreign(String größe) {} // ERROR FB-032: lower-case letters

  @Fallback(maxAge = "1d")
  CompletionStage<Account> account(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Token> token(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Text> text(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Day> day(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Twins> twins(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Foreign> foreign(long id);

  @Fallback(maxAge = "1d", table = "Statements") // ERROR FB-032: table would be called Statements
  CompletionStage<String> upper(long id);

  @Fallback(maxAge = "1d", table = "order")
  CompletionStage<String> reserved(long id);

  @Fallback(maxAge = "1d") // ERROR FB-031: which has 67 characters where Cassandra allows 48
  CompletionStage<String> aMethodWhoseNameIsLongerThanAnybodyWouldEverWantIt(long id);

  @Fallback(maxAge = "1d", table = "a23456789_123456789_123456789_123456789_12345678")
  CompletionStage<String> longest(long id);

  @Fallback(maxAge = "1d", table = "a23456789_123456789_123456789_123456789_123456789") // ERROR FB-031: which has 49 characters
  CompletionStage<String> tooLong(long id);

  sealed interface Way permits Here, There {}

  @Stored(name = "way_out")
  record Here(long id) implements Way {}

  @Stored(name = "way_out") // ERROR FB-034: field bank.Names.There of bank.Names.Way would be called way_out, as another // ERROR FB-033: bank.Names.Here and bank.Names.There would both be stored
  record There(long id) implements Way {}

  @Fallback(maxAge = "1d")
  CompletionStage<Way> way(long id);

  @Fallback(maxAge = "1d", table = "fallback_leases") // ERROR FB-030: table would be called fallback_leases, which is a table of Fallback's own
  CompletionStage<String> ours(long id);

  @Fallback(maxAge = "1d", table = "x; DROP TABLE y") // ERROR FB-032: table would be called x; DROP TABLE y
  CompletionStage<String> hostile(long id);

  @Fallback(maxAge = "1d", keyspace = "system_auth") // ERROR FB-030: keyspace would be called system_auth, which is one of Cassandra's own
  CompletionStage<String> inTheSystem(long id);

  @Fallback(maxAge = "1d", keyspace = "table") // ERROR FB-030: keyspace would be called table, which is a word of CQL
  CompletionStage<String> inAWord(long id);

  @Fallback(maxAge = "1d", keyspace = "Vault") // ERROR FB-032: keyspace would be called Vault
  CompletionStage<String> inCapitals(long id);

  @Fallback(maxAge = "1d", keyspace = "a_keyspace_whose_name_is_longer_than_cassandra_takes_it") // ERROR FB-031: keyspace would be called
  CompletionStage<String> inALongOne(long id);
}

package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Locked {
  enum Kind {
    DEBIT
  }

  record Statement( // ERROR FB-051: field owner of type statement is released and gone; if it was renamed, write @Stored(was
      long id,
      String balance, // ERROR FB-050: field balance of type statement is released as bigint and would be text
      @Stored(was = "remark") String note,
      Kind kind, // ERROR FB-051: constant CREDIT of enum bank.Locked.Kind is released and gone
      long limit, // ERROR FB-052: field limit is new in type statement
      @Stored(missing = "0") long used,
      Optional<String> more) {}

  record Turned(
      @Stored(missing = "0") long third, // ERROR FB-053: field third of type turned stands elsewhere
      long second,
      long first) {} // ERROR FB-053: field first of type turned stands elsewhere

  @Fallback(maxAge = "1d")
  CompletionStage<Statement> statement(String id); // ERROR FB-050: key of table locked_statement is released as frozen<tuple<bigint>> and would be frozen<tuple<text>>; raise version

  @Fallback(maxAge = "1d")
  CompletionStage<List<String>> names(long id); // ERROR FB-050: answer of table locked_names is released as text

  @Fallback(maxAge = "1d", table = "elsewhere")
  CompletionStage<Turned> moved(long id); // ERROR FB-054: operation moved is released with table locked_moved

  @Fallback(maxAge = "1d", version = 2)
  CompletionStage<String> grown(String id);
}

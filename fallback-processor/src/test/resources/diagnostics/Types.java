package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Types {
  record Statement(List<Transaction> transactions, Transaction last) {}

  record Transaction(Object payload, List<String>[] pages) {} // ERROR FB-020: (result of statement → Statement.transactions → Transaction.pages) is an array of a generic type // ERROR FB-020: java.lang.Object (result of statement → Statement.transactions → Transaction.payload) has no stored form

  record Tree(String name, List<Tree> children) {} // ERROR FB-021: bank.Types.Tree (result of tree → Tree.children) contains itself

  record Loose(List<? extends Number> numbers) {} // ERROR FB-022: ? extends java.lang.Number

  record Page<T>(List<T> items) {}

  sealed interface Odd permits Plain {}

  final class Plain implements Odd {} // ERROR FB-020: bank.Types.Plain (result of odd → Odd permits Plain)

  @Fallback(maxAge = "1d")
  CompletionStage<Statement> statement(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Tree> tree(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Loose> loose(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Odd> odd(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<SortedMap<Page<String>, String>> sorted(long id); // ERROR FB-020: has no order of its own; let it implement Comparable, or use Map

  final class Twice {
    Twice(long a) {}

    Twice(long a, long b) {}

    long a() {
      return 0;
    }

    long b() {
      return 0;
    }
  }

  @Fallback(maxAge = "1d")
  CompletionStage<Twice> twice(long id); // ERROR FB-020: has several constructors whose parameters all have accessors

  @Fallback(maxAge = "1d")
  CompletionStage<String> keyed(Thread key); // ERROR FB-020: java.lang.Thread (parameter key)

  record Left(Optional<Right> right) {}

  record Right(Map<String, Left> left) {} // ERROR FB-021: bank.Types.Left (result of left → Left.right → Right.left) contains itself

  sealed interface Term permits Amount, Sum {}

  record Amount(long value) implements Term {}

  record Sum(Term left, Term right) implements Term {} // ERROR FB-021: bank.Types.Term (result of term → Term permits Sum → Sum.left)

  @Fallback(maxAge = "1d")
  CompletionStage<Left> left(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Right> right(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Term> term(long id);
}

package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

public interface Gadt {
  sealed interface Term<T> permits Number, Text, Both {}

  record Number(long value) implements Term<Long> {}

  record Text(String value) implements Term<String> {}

  record Both<T>(T left, T right) implements Term<T> {}

  sealed interface Result<T, E> permits Ok, Bad {}

  record Ok<A, B>(B wrong, A right) implements Result<B, A> {}

  record Bad<T, E>(E error) implements Result<T, E> {}

  sealed interface Many<T> permits Few {}

  record Few<T>(T some) implements Many<List<T>> {}

  sealed interface Attribute<T> permits Figure, Ranked, Word {}

  record Figure<T extends java.lang.Number & Comparable<T>>(T value) implements Attribute<T> {}

  record Ranked<T extends Comparable<? super T>>(List<T> values) implements Attribute<T> {}

  record Word(String value) implements Attribute<String> {}

  sealed interface Holder<T> permits Row, One {}

  record Row<T>(List<T> items) implements Holder<T[]> {}

  record One<T>(T value) implements Holder<T> {}

  record Pair<A, B>(A left, B right) {}

  record Box<T>(T value, List<T> values, Optional<T> maybe) {}

  record Twice<T extends Comparable<T>>(SortedSet<T> sorted, Pair<T, Box<T>> inside) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Term<String>> term();

  @Fallback(maxAge = "1d")
  CompletionStage<Term<Long>> number();

  @Fallback(maxAge = "1d")
  CompletionStage<Attribute<String>> attribute();

  @Fallback(maxAge = "1d")
  CompletionStage<Attribute<Long>> figure();

  @Fallback(maxAge = "1d")
  CompletionStage<Holder<int[]>> arrayHolder();

  @Fallback(maxAge = "1d")
  CompletionStage<Result<String, Long>> result(Pair<Long, Pair<String, Instant>> key);

  @Fallback(maxAge = "1d")
  CompletionStage<Many<List<Long>>> many();

  @Fallback(maxAge = "1d")
  CompletionStage<Twice<String>> twice();

  @Fallback(maxAge = "1d")
  CompletionStage<Box<long[]>> arrays();

  @Fallback(maxAge = "1d")
  CompletionStage<Box<Map<String, List<Integer>>>> maps();

  @Fallback(maxAge = "1d")
  CompletionStage<Box<Box<Box<Long>>>> boxes();
}

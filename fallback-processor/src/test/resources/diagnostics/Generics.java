package bank;

import dev.fallback.annotation.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

public interface Generics {
  record Ordered<T extends Comparable<T>>(T value) {} // ERROR FB-022: ? (result of wildInside → Ordered.value)

  record Both<T extends Number & Comparable<T>>(T value) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Both<Integer>> bounded(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Ordered<Integer>[]> array(long id); // ERROR FB-020: is an array of a generic type

  @Fallback(maxAge = "1d")
  CompletionStage<? extends Ordered<Integer>> wild(long id); // ERROR FB-003: wild returns

  @Fallback(maxAge = "1d")
  CompletionStage<List<? extends Ordered<Integer>>> wildList(long id); // ERROR FB-022: ? extends bank.Generics.Ordered<java.lang.Integer> (result of wildList)

  @Fallback(maxAge = "1d")
  CompletionStage<Ordered<?>> wildInside(long id);

  @Fallback(maxAge = "1d")
  <T extends Number & Comparable<T>> CompletionStage<T> variable(long id); // ERROR FB-006: variable has type parameters

  @Fallback(maxAge = "1d")
  CompletionStage<CompletionStage<String>> stages(long id); // ERROR FB-020: java.util.concurrent.CompletionStage<java.lang.String> (result of stages)

  @Fallback(maxAge = "1d")
  CompletionStage<Object> object(long id); // ERROR FB-020: java.lang.Object (result of object)

  @Fallback(maxAge = "1d")
  CompletionStage<String> objectAgain(Object id); // ERROR FB-020: java.lang.Object (parameter id)

  @Fallback(maxAge = "1d")
  CompletionStage<ArrayList<String>> exact(long id); // ERROR FB-020: java.util.ArrayList<java.lang.String>

  @Fallback(maxAge = "1d")
  CompletionStage<Enum<?>> enumeration(long id); // ERROR FB-020: java.lang.Enum<?>

  @Fallback(maxAge = "1d")
  CompletionStage<String> nothing(Void id); // ERROR FB-020: java.lang.Void (parameter id)

  final class Own<T> extends CompletableFuture<T> {}

  @Fallback(maxAge = "1d")
  Own<String> own(long id); // ERROR FB-002: own returns bank.Generics.Own<java.lang.String>

  @Fallback(maxAge = "1d")
  Future<String> future(long id); // ERROR FB-002: future returns java.util.concurrent.Future<java.lang.String>

  @Fallback(maxAge = "1d")
  CompletionStage<String> objectOfTheSameName(Object id); // ERROR FB-020: java.lang.Object (parameter id)
}

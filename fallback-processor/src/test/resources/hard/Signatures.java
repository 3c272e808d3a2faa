package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

/** Methods that are hard to implement. */
public class Signatures {
  interface Left {
    CompletionStage<String> narrowed(long id);

    @Fallback(maxAge = "1d")
    CompletionStage<Long> both(long id);

    Object covariant();

    void open() throws java.io.IOException;

    default int clash() {
      return 1;
    }
  }

  interface Right<T> {
    CompletableFuture<T> narrowed(long id);

    CompletableFuture<Long> both(long id);

    String covariant();

    void open() throws java.io.FileNotFoundException, InterruptedException;

    default int clash() {
      return 2;
    }

    T generic(List<? super T> them, Map<String, ? extends T>[] arrays);
  }

  interface Lifecycle {
    void close();
  }

  public interface Both extends Left, Right<String>, java.io.Closeable, Lifecycle {
  @Override
  default int clash() {
    return 3;
  }

  @Fallback(maxAge = "1d")
  CompletableFuture<List<String>> texts(@NotKey("tracing") Object trace, String... keys);

  @SuppressWarnings("try")
  <T extends Comparable<T> & AutoCloseable, X extends Exception> T bounded(T it, Class<X> x)
      throws X, java.io.IOException;

  @SuppressWarnings("unchecked")
  void heap(List<String>... lists);

  @SuppressWarnings("rawtypes")
  List raw(Map raw);

  @Deprecated
  void old();

  @Deprecated(forRemoval = true)
  @Fallback(maxAge = "1d")
  CompletionStage<String> older(int[][] backend, char c);

  boolean equals(Object other);

  int hashCode();

  String toString();

  void with(int backend, String answers, long out, Object e);

  static int helper() {
    return 1;
  }

  @SuppressWarnings("overloads")
  void accept(java.util.function.Consumer<String> it);

  @SuppressWarnings("overloads")
  void accept(java.util.function.Function<String, Void> it);
}
}

package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

/** Operations called as methods of Object and of the decorator, and other methods that are odd. */
public interface MethodsOfObject {
  record In(long backend, String value, long in, long out, int whole, boolean e, String fallbacks) {}

  @Fallback(maxAge = "1d")
  CompletionStage<In> getClass(long a);

  @Fallback(maxAge = "1d")
  CompletionStage<In> wait(String... words);

  @Fallback(maxAge = "1d")
  CompletionStage<In> hashCode(In out);

  @Fallback(maxAge = "1d")
  CompletionStage<In> equals(long java, long dev);

  @Fallback(maxAge = "1d")
  CompletionStage<In> backend(long backend);

  @Fallback(maxAge = "1d")
  CompletionStage<In> answers(long fallbacks);

  @Override
  String toString();

  @Override
  boolean equals(Object other);

  @Override
  int hashCode();

  <T extends Throwable> void sneaky(T failure) throws T;

  <A, B extends Comparable<? super B>> Map<A, List<? super B>> generic(A[] some, List<B> more);

  default void close() throws Exception {}
}

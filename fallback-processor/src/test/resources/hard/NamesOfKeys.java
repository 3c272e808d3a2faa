package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

/** Operations called as the methods that write keys, and parameters that a format would mistake. */
public interface NamesOfKeys {
  final class Before {
    long key(long a, int b) {
      return a + b;
    }
  }

  @Fallback(maxAge = "1d")
  CompletionStage<String> page(long a, int b);

  @Fallback(maxAge = "1d")
  CompletionStage<String> pageKey(long a);

  @Fallback(maxAge = "1d")
  CompletionStage<String> pageKey2(long a, int b);

  @Fallback(maxAge = "1d", version = 2, previous = Before.class)
  CompletionStage<String> paid(long a, int b);

  @Fallback(maxAge = "1d")
  CompletionStage<String> paidKeyBefore(long a, int b);

  @Fallback(maxAge = "1d")
  CompletionStage<String> dollar(long $id);

  @Fallback(maxAge = "1d")
  CompletionStage<String> dollars(long $L, long $$);
}

package bank;

import dev.fallback.annotation.*;
import java.util.concurrent.*;

/** Sealed types that share variants, and one that is an abstract class. */
public interface Sums {
  sealed interface Top permits Left, Right, Leaf {}

  sealed interface Left extends Top permits Shared, Way {}

  sealed interface Right extends Top permits Shared {}

  record Shared(long id) implements Left, Right {}

  enum Way implements Left {
    ONE,
    OTHER {
      @Override
      public String toString() {
        return "other";
      }
    }
  }

  record Leaf(String... words) implements Top {
    @Override
    public boolean equals(Object other) {
      return other instanceof Leaf leaf && java.util.Arrays.equals(leaf.words, words);
    }

    @Override
    public int hashCode() {
      return java.util.Arrays.hashCode(words);
    }
  }

  @Fallback(maxAge = "1d")
  CompletionStage<Top> top(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Right> right(long id);
}

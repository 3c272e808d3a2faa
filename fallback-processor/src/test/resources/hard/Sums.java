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

  sealed interface Party permits Person, Employee, Nobody {}

  non-sealed class Person implements Party {
    private final String name;

    public Person(String name) {
      this.name = name;
    }

    public String name() {
      return name;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Person person
          && person.getClass() == getClass()
          && java.util.Objects.equals(person.name, name);
    }

    @Override
    public int hashCode() {
      return java.util.Objects.hashCode(name);
    }
  }

  final class Employee extends Person implements Party {
    public Employee(String name) {
      super(name);
    }
  }

  record Nobody() implements Party {}

  @Fallback(maxAge = "1d")
  CompletionStage<Party> party(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Top> top(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Right> right(long id);
}

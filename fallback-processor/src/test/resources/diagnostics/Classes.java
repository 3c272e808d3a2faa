package bank;

import dev.fallback.annotation.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

public final class Classes {
  private Classes() {}

  public interface Service {
    @Fallback(maxAge = "1d")
    CompletionStage<Inner> inner(long id); // ERROR FB-020: is an inner class

    @Fallback(maxAge = "1d")
    CompletionStage<Generic<String>.Inner> innerOfGeneric(long id); // ERROR FB-020: is an inner class

    @Fallback(maxAge = "1d")
    CompletionStage<Throwing> throwing(long id); // ERROR FB-020: has a constructor that throws checked exceptions

    @Fallback(maxAge = "1d")
    CompletionStage<OwnVariable> variable(long id); // ERROR FB-020: or has type parameters of its own

    @Fallback(maxAge = "1d")
    CompletionStage<Secret> secret(long id); // ERROR FB-020: has no accessor word(), get… or is… that gives a java.lang.String

    @Fallback(maxAge = "1d")
    CompletionStage<More> more(long id); // ERROR FB-020: has setNote for what its constructor does not take

    @Fallback(maxAge = "1d")
    CompletionStage<Cart> cart(long id); // ERROR FB-020: has getItems() for what its constructor does not take, which would be lost

    @Fallback(maxAge = "1d")
    CompletionStage<Counted> counted(long id); // ERROR FB-020: has count() for what its constructor does not take

    @Fallback(maxAge = "1d")
    CompletionStage<WorkedOut> workedOut(long id);

    @Fallback(maxAge = "1d")
    CompletionStage<Bean> bean(long id); // ERROR FB-020: has no visible constructor that takes what it holds

    @Fallback(maxAge = "1d")
    CompletionStage<Open> open(long id); // ERROR FB-020: bank.Classes.Open (result of open) has no stored form
  }

  public final class Inner {
    private final long id;

    Inner(long id) {
      this.id = id;
    }

    long id() {
      return id;
    }
  }

  public static final class Generic<T> {
    public final class Inner {}
  }

  public static final class Throwing {
    private final long id;

    Throwing(long id) throws java.io.IOException {
      this.id = id;
    }

    long id() {
      return id;
    }
  }

  public static final class OwnVariable {
    private final Number id;

    <T extends Number> OwnVariable(T id) {
      this.id = id;
    }

    Number id() {
      return id;
    }
  }

  public static final class Secret {
    private final long id;

    Secret(long id, String word) {
      this.id = id + word.length();
    }

    long id() {
      return id;
    }
  }

  public static final class More {
    private final long id;
    private String note = "";

    More(long id) {
      this.id = id;
    }

    long id() {
      return id;
    }

    String note() {
      return note;
    }

    void setNote(String note) {
      this.note = note;
    }
  }

  public static class Cart {
    private final long id;
    private final List<String> items = new ArrayList<>();

    Cart(long id) {
      this.id = id;
    }

    long id() {
      return id;
    }

    public List<String> getItems() {
      return items;
    }
  }

  static class Counting {
    private int count;

    int count() {
      return count;
    }

    void add() {
      count++;
    }
  }

  public static final class Counted extends Counting {
    private final long id;

    Counted(long id) {
      this.id = id;
    }

    long id() {
      return id;
    }
  }

  /** All its fields follow from the constructor's, or nobody sees them. */
  public static final class WorkedOut {
    static final List<String> NAMES = new ArrayList<>();

    private final List<String> words;
    private final String all;
    private final transient List<String> sorted;
    private int hash;

    WorkedOut(List<String> words) {
      this.words = List.copyOf(words);
      this.all = String.join(" ", words);
      this.sorted = words.stream().sorted().toList();
    }

    List<String> words() {
      return words;
    }

    String all() {
      return all;
    }

    List<String> sorted() {
      return sorted;
    }
  }

  public abstract static class Open {}

  public static final class Bean {
    private long id;

    long getId() {
      return id;
    }

    void setId(long id) {
      this.id = id;
    }
  }
}

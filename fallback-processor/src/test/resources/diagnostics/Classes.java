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
    CompletionStage<String> fluent(Fluent query); // ERROR FB-020: has field limit for what its constructor does not take

    @Fallback(maxAge = "1d")
    CompletionStage<WorkedOut> workedOut(long id);

    @Fallback(maxAge = "1d")
    CompletionStage<Account> account(long id); // ERROR FB-020: has field closedAt, which its constructor (id) does not take and another, (id, closedAt), may set

    @Fallback(maxAge = "1d")
    CompletionStage<Built> built(long id); // ERROR FB-020: has field closed, which its constructor (id) does not take and another, (builder), may set

    @Fallback(maxAge = "1d")
    CompletionStage<Limited> limited(long id); // ERROR FB-020: has field limit for what its constructor does not take

    @Fallback(maxAge = "1d")
    CompletionStage<Parsed> parsed(long id);

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

  public static final class Fluent {
    private final String text;
    private int limit = 10;

    Fluent(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    Fluent limit(int most) {
      limit = most;
      return this;
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

  public static final class Account {
    private final long id;
    private final Instant closedAt;

    public Account(long id) {
      this(id, null);
    }

    private Account(long id, Instant closedAt) {
      this.id = id;
      this.closedAt = closedAt;
    }

    public static Account closed(long id, Instant at) {
      return new Account(id, at);
    }

    public long id() {
      return id;
    }

    public Instant closedAt() {
      return closedAt;
    }
  }

  /** Nobody sees its field but by what another method makes of it. */
  public static final class Built {
    private final long id;
    private final boolean closed;

    public Built(long id) {
      this.id = id;
      this.closed = false;
    }

    private Built(Builder builder) {
      this.id = builder.id;
      this.closed = builder.closed;
    }

    public long id() {
      return id;
    }

    public String state() {
      return closed ? "closed" : "open";
    }

    public static final class Builder {
      private long id;
      private boolean closed;

      public Builder id(long id) {
        this.id = id;
        return this;
      }

      public Builder close() {
        closed = true;
        return this;
      }

      public Built build() {
        return new Built(this);
      }
    }
  }

  public static final class Limited {
    public final String unit = "EUR";
    public long limit;
    private final long id;

    public Limited(long id) {
      this.id = id;
    }

    public long id() {
      return id;
    }
  }

  /** Its other constructors set what this one takes, or copy what it made. */
  public static final class Parsed {
    private final long amount;
    private final String unit;
    private final transient String text;

    public Parsed(long amount, String unit) {
      this.amount = amount;
      this.unit = unit;
      this.text = amount + unit;
    }

    public Parsed(String text) {
      this(Long.parseLong(text.substring(3)), text.substring(0, 3));
    }

    public Parsed(Parsed other) {
      this(other.amount, other.unit);
    }

    public long amount() {
      return amount;
    }

    public String unit() {
      return unit;
    }

    public String printed() {
      return text;
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

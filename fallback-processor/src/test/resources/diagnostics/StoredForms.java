package bank;

import dev.fallback.annotation.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

public interface StoredForms {
  class Money {}

  class MoneyToLong implements StoredConverter<Money, Long> {
    @Override
    public Long toStored(Money value) {
      return 1L;
    }

    @Override
    public Money fromStored(Long stored) {
      return new Money();
    }
  }

  abstract class Vague implements StoredConverter<Money, Long> {}

  class Sparse implements StoredConverter<Money, Optional<Long>> {
    @Override
    public Optional<Long> toStored(Money value) {
      return Optional.empty();
    }

    @Override
    public Money fromStored(Optional<Long> stored) {
      return new Money();
    }
  }

  class Needy extends MoneyToLong {
    Needy(long rate) {}
  }

  record Contradictions(
      @Stored(name = "a", was = "b") String both, // ERROR FB-025: has name and was
      @Stored(as = Stored.As.JSON, with = MoneyToLong.class) Money two, // ERROR FB-025: has as and with
      @Stored(as = Stored.As.MILLIS) List<String> none, // ERROR FB-025: holds no Instant, so as = MILLIS has no effect
      @Stored(as = Stored.As.MILLIS) Optional<List<Instant>> some) {}

  record Converters(
      @Stored(with = MoneyToLong.class) String other, // ERROR FB-026: MoneyToLong converts bank.StoredForms.Money, not java.lang.String
      @Stored(with = Vague.class) Money vague, // ERROR FB-026: Vague is abstract, generic or an inner class
      @Stored(with = Sparse.class) Money sparse, // ERROR FB-026: Sparse converts to java.util.Optional<java.lang.Long>, which may be absent
      @Stored(with = Needy.class) Money needy, // ERROR FB-026: Needy has no visible constructor without parameters
      @Stored(with = MoneyToLong.class) Money fine) {}

  enum Colour {
    RED
  }

  record Missing(
      @Stored(missing = "many") int number, // ERROR FB-027: missing = "many" is no value of component number of type int
      @Stored(missing = "BLUE") Colour colour, // ERROR FB-027: allowed is one of RED, or Stored.NULL
      @Stored(missing = Stored.NULL) long primitive, // ERROR FB-027: missing = Stored.NULL is no value
      @Stored(missing = Stored.EMPTY) Long box, // ERROR FB-027: missing = Stored.EMPTY is no value
      @Stored(missing = "x") List<String> list, // ERROR FB-027: allowed is Stored.EMPTY or Stored.NULL
      @Stored(missing = Stored.NULL) Optional<String> optional, // ERROR FB-027: allowed is Stored.EMPTY
      @Stored(missing = "2026-13-01") LocalDate date, // ERROR FB-027: "2026-13-01"
      @Stored(missing = "RED") Optional<Colour> fine) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Contradictions> contradictions(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Converters> converters(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<Missing> missing(long id);

  @Fallback(maxAge = "1d")
  @Stored(name = "text") // ERROR FB-025: java.lang.String (result of named) has a name, which only types and their components have
  CompletionStage<String> named(
      @Stored(was = "number") long id, // ERROR FB-025: long (parameter id) has a name
      @Stored(missing = "0") long page); // ERROR FB-025: long (parameter page) says what is missing

  @Stored(missing = "RED") // ERROR FB-025: bank.StoredForms.Absent (result of absent) says what is missing, which only components can be; write it at them
  enum Absent {
    RED
  }

  @Fallback(maxAge = "1d")
  CompletionStage<Absent> absent(long id);

  enum Spelled {
    @Stored(name = "red") // ERROR FB-025: bank.StoredForms.Spelled (result of spelled) stores constant RED by its name
    RED
  }

  @Fallback(maxAge = "1d")
  CompletionStage<Spelled> spelled(long id);

  @Stored(name = "colour") // ERROR FB-025: bank.StoredForms.Tint (result of tint) is an enum
  enum Tint {
    RED
  }

  @Fallback(maxAge = "1d")
  CompletionStage<Tint> tint(long id);

  @Stored(as = Stored.As.MILLIS) // ERROR FB-025: bank.StoredForms.Event (result of event) is sealed
  sealed interface Event permits Begun {}

  record Begun(Instant at) implements Event {}

  @Fallback(maxAge = "1d")
  CompletionStage<Event> event(long id);
}

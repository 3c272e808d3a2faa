package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface PreviousVersions {
  final class Fine {
    Long key(long id) {
      return id;
    }
  }

  @Fallback(maxAge = "1d", previous = Fine.class) // ERROR FB-028: previous = Fine has no effect at version 1
  CompletionStage<String> first(long id);

  final class Nothing {}

  @Fallback(maxAge = "1d", version = 2, previous = Nothing.class) // ERROR FB-028: Nothing has neither a method key
  CompletionStage<String> nothing(long id);

  @Fallback(maxAge = "1d", version = 2, previous = Fine.class) // ERROR FB-028: Fine has a method key that does not take what makes the key today, (java.lang.String)
  CompletionStage<String> otherKey(String id, @NotKey("tracing") long trace);

  final class OtherAnswer {
    Long answer(String former) {
      return 1L;
    }
  }

  @Fallback(maxAge = "1d", version = 2, previous = OtherAnswer.class) // ERROR FB-028: OtherAnswer has a method answer that does not make a java.lang.String of one former answer
  CompletionStage<String> otherAnswer(long id);

  final class Throwing {
    String answer(String former) throws Exception {
      return former;
    }
  }

  @Fallback(maxAge = "1d", version = 2, previous = Throwing.class) // ERROR FB-028: Throwing has a method answer that is static, generic, throws or is not visible
  CompletionStage<String> throwing(long id);

  final class Stateful {
    Stateful(int state) {}

    String answer(String former) {
      return former;
    }
  }

  @Fallback(maxAge = "1d", version = 2, previous = Stateful.class) // ERROR FB-028: Stateful has no visible constructor without parameters
  CompletionStage<String> stateful(long id);

  final class Unstorable {
    record Key(Set<String> names) {}

    Key key(long id) {
      return new Key(Set.of());
    }

    String answer(Thread former) {
      return "";
    }
  }

  @Fallback(maxAge = "1d", version = 2, previous = Unstorable.class) // ERROR FB-020: java.lang.Thread (previous Unstorable) has no stored form // ERROR FB-024: the former key of Unstorable has java.util.Set<java.lang.String> in the key
  CompletionStage<String> unstorable(long id);

  @Fallback(maxAge = "1d", version = 3, previous = Fine.class)
  CompletionStage<String> fine(long id);

  @Fallback(maxAge = "1d", version = 2, previous = int[].class) // ERROR FB-028: Class int[] has no methods
  CompletionStage<String> array(long id);
}

package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

/** Previous versions with primitives, without keys, with one half only. */
public interface Former {
  final class Primitive {
    long key(int id, String former) {
      return id;
    }

    long answer(long out) {
      return out + 1;
    }
  }

  @Fallback(maxAge = "1d", version = 2, previous = Primitive.class)
  CompletionStage<Long> primitive(int id, String former);

  final class NoKey {
    record Key() {}

    Key key() {
      return new Key();
    }
  }

  @Fallback(maxAge = "1d", version = 9, previous = NoKey.class)
  CompletionStage<Optional<String>> noKey();

  final class AnswerOnly {
    List<String> answer(@Stored(as = Stored.As.JSON) Map<String, List<String>> former) {
      return List.copyOf(former.keySet());
    }
  }

  @Fallback(maxAge = "1d", version = 2, previous = AnswerOnly.class)
  CompletionStage<List<String>> answerOnly(List<String> out, @NotKey("tracing") long trace);

  final class Nested {
    record Inner(Optional<String> text, long[] numbers) {}

    record Key(Inner inner, Inner other) {}

    Key key(Key backend) {
      return backend;
    }
  }

  @Fallback(maxAge = "1d", version = 2, previous = Nested.class)
  CompletionStage<String> nested(Nested.Key backend);
}

package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

/** Nested types called as the types that generated code mentions. */
public interface NamesOfOurOwn {
  record Operation(long id) {}

  record Answer(Operation operation) {}

  record Answers(List<Answer> answers) {}

  record ByteSink(String text) {}

  record ByteSource(String text) {}

  record Fallbacks(String text) {}

  record Optional(String text) {}

  record List2(String text) {}

  record Override(String text) {}

  record Objects(String text) {}

  record Storable(String text) {}

  record Generated(String text) {}

  record Instant(String text) {}

  record RuntimeException(String text) {}

  record ServiceDescriptor(String text) {}

  record All(
      Answers answers,
      ByteSink sink,
      ByteSource source,
      Fallbacks fallbacks,
      Optional optional,
      List2 list,
      Override override,
      Objects objects,
      Storable storable,
      Generated generated,
      Instant instant,
      java.time.Instant other,
      java.util.Optional<Instant> maybe,
      RuntimeException refused,
      ServiceDescriptor descriptor) {}

  @Fallback(maxAge = "1d")
  CompletionStage<All> all(Optional key, java.util.Optional<String> other);

  @Fallback(maxAge = "1d")
  CompletionStage<Answer> operation(Operation operation);

  @Fallback(maxAge = "1d")
  CompletionStage<Set<Storable>> service(long backend, String out, long service, int in);

  @Fallback(maxAge = "1d")
  CompletionStage<Map<String, Objects>> types(Objects... keys);

  @Fallback(maxAge = "1d")
  CompletionStage<String> backend();

  @Fallback(maxAge = "1d")
  CompletionStage<String> operations();
}

package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Keys {
  sealed interface Who permits Client {}

  record Client(long id) implements Who {}

  record Filter(String name, List<Set<String>> tags) {}

  @Fallback(maxAge = "1d")
  CompletionStage<String> set(Set<String> ids); // ERROR FB-024: parameter ids has java.util.Set<java.lang.String> in the key

  @Fallback(maxAge = "1d")
  CompletionStage<String> sum(Who who); // ERROR FB-024: parameter who has bank.Keys.Who

  @Fallback(maxAge = "1d")
  CompletionStage<String> nested(Filter filter); // ERROR FB-024: parameter filter has java.util.Set

  @Fallback(maxAge = "1d")
  CompletionStage<String> free(long id, @NotKey("only ordered differently") Map<String, Object> context);

  @Fallback(maxAge = "1d")
  CompletionStage<String> ordered(long id, @NotKey("only ordered differently") Set<String> order);
}

package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

/** What has no stored form but JSON; equal where Jackson gives the same types back. */
@SuppressWarnings("rawtypes")
public interface Json {
  record All(
      @Stored(as = Stored.As.JSON) int number,
      @Stored(as = Stored.As.JSON) List<String> texts,
      @Stored(as = Stored.As.JSON, missing = Stored.NULL) List<List<Boolean>> deep) {}

  @Fallback(maxAge = "1d")
  CompletionStage<All> all(@NotKey("a raw type, for tracing") List anything);
}

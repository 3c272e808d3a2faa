package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

/** Raw types and wildcards, which JSON bears. */
@SuppressWarnings("rawtypes")
public interface RawJson {
  record All(
      @Stored(as = Stored.As.JSON) Optional<String> maybe,
      @Stored(as = Stored.As.JSON) Map<? super String, ? extends Number> wild,
      @Stored(as = Stored.As.JSON) List raw) {}

  @Fallback(maxAge = "1d")
  @Stored(as = Stored.As.JSON)
  CompletionStage<List> raw(long id);

  @Fallback(maxAge = "1d")
  @Stored(as = Stored.As.JSON)
  CompletionStage<Map<String, ? extends Object>> wild(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<All> all(long id);
}

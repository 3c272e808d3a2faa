package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

public interface Empty {
  record Nothing() {}

  record Holder(Nothing nothing, Nothing other, Set<Nothing> set) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Nothing> nothing(Nothing key);

  @Fallback(maxAge = "1d")
  CompletionStage<Optional<Nothing>> maybe();

  @Fallback(maxAge = "1d")
  CompletionStage<Holder> holder(Holder2 key);

  record Holder2(Nothing nothing, String text) {}
}

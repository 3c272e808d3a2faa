package bank;

import dev.fallback.annotation.*;
import java.util.concurrent.*;

@FallbackDefaults(maxAge = "1d", timeout = "forever", businessErrors = IllegalStateException.class) // ERROR FB-010: timeout = "forever" is no duration
public interface Defaults {
  @Fallback
  CompletionStage<String> one(long id);

  @Fallback(retention = "1h", timeout = "2s") // ERROR FB-012: retention 1h is shorter than maxAge 1d
  CompletionStage<String> two(long id);

  @Fallback(timeout = "2s", forgetOn = IllegalStateException.class) // ERROR FB-018: IllegalStateException
  CompletionStage<String> three(long id);
}

interface NoDefaults {
  @Fallback // ERROR FB-029: one has no maxAge, and neither has @FallbackDefaults on its interface
  CompletionStage<String> one(long id);
}

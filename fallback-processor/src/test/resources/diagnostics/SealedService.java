package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public sealed interface SealedService { // ERROR FB-001: is sealed
  @Fallback(maxAge = "1d")
  CompletionStage<String> name(long id);

  final class Only implements SealedService {
    private Only() {}

    @Override
    public CompletionStage<String> name(long id) {
      return CompletableFuture.completedFuture("");
    }
  }
}

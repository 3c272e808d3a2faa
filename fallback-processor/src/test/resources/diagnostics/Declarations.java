package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Declarations {
  @Fallback(maxAge = "1d")
  static CompletionStage<String> fixed(long id) { // ERROR FB-005: fixed is static or private
    return CompletableFuture.completedFuture("");
  }

  @Fallback(maxAge = "1d")
  <T> CompletionStage<String> generic(String id); // ERROR FB-006: generic has type parameters

  @Fallback(maxAge = "1d")
  CompletionStage<String> checked(long id) throws java.io.IOException; // ERROR FB-007: checked throws java.io.IOException
}

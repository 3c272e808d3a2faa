package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Results {
  @Fallback(maxAge = "1d")
  String immediate(long id); // ERROR FB-002: immediate returns java.lang.String; an annotated method returns CompletionStage

  @Fallback(maxAge = "1d")
  Future<String> blocking(long id); // ERROR FB-002: blocking returns java.util.concurrent.Future<java.lang.String>

  @Fallback(maxAge = "1d")
  CompletionStage<?> wild(long id); // ERROR FB-003: wild returns java.util.concurrent.CompletionStage<?>

  @Fallback(maxAge = "1d")
  CompletionStage<Void> nothing(long id); // ERROR FB-004: annotate reads only
}

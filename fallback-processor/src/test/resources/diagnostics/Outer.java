package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public final class Outer {
  private Outer() {}

  private interface Hidden { // ERROR FB-009: Hidden, or a type around it, is private
    @Fallback(maxAge = "1d")
    CompletionStage<String> name(long id);
  }
}

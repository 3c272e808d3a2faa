package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Growing {
  record Box<T>(T value, Optional<Box<List<T>>> inner) {} // ERROR FB-021: contains itself

  @Fallback(maxAge = "1d")
  CompletionStage<Box<String>> box(long id);
}

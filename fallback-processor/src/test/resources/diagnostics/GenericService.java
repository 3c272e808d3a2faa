package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface GenericService<T> { // ERROR FB-006: GenericService has type parameters
  @Fallback(maxAge = "1d")
  CompletionStage<String> name(long id);
}

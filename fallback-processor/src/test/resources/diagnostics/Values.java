package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Values {
  @Fallback(maxAge = "1d", version = 1000) // ERROR FB-013: version = 1000 is out of range
  CompletionStage<String> version(long id);

  @Fallback(maxAge = "1d", businessErrors = {IllegalStateException.class, Exception.class}) // ERROR FB-014: java.lang.Exception as a business error
  CompletionStage<String> wide(long id);

  @Fallback(maxAge = "1d")
  CompletionStage<String> reason(long id, @NotKey(" ") String trace); // ERROR FB-016: @NotKey of parameter trace gives no reason

  @Fallback(maxAge = "1d", version = -1) // ERROR FB-013: version = -1 is out of range
  CompletionStage<String> negative(long id);
}

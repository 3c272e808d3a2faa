package bank;

// OPTION -Afallback.schema.lock.check=true

import dev.fallback.annotation.*;
import java.util.concurrent.*;

public interface LockOutOfDate { // ERROR FB-055: bank.LockOutOfDate.lock is out of date; build without -Afallback.schema.lock.check=true
  @Fallback(maxAge = "1d")
  CompletionStage<String> name(long id);
}

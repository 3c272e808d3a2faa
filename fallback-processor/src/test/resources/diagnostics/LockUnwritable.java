package bank;

// OPTION -Afallback.schema.lock=/dev/null/schema

import dev.fallback.annotation.*;
import java.util.concurrent.*;

public interface LockUnwritable { // ERROR FB-057: bank.LockUnwritable.lock cannot be written
  @Fallback(maxAge = "1d")
  CompletionStage<String> name(long id);
}

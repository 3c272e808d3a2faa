package bank;

import dev.fallback.annotation.*;
import java.util.concurrent.*;

public interface LockUnreadable { // ERROR FB-056: bank.LockUnreadable.lock is no schema lock, line 2: <<<<<<< HEAD
  @Fallback(maxAge = "1d")
  CompletionStage<String> name(long id);
}

package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public abstract class NoInterface {
  @Fallback(maxAge = "1d")
  abstract CompletionStage<String> name(long id); // ERROR FB-001: NoInterface is no interface; move
}

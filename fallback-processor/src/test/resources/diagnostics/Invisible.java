package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public final class Invisible {
  private Invisible() {}

  private record Secret(String name) {}

  record Open(Secret secret) {} // ERROR FB-023: bank.Invisible.Secret (result of name → Open.secret) is not visible

  interface Service {
    @Fallback(maxAge = "1d")
    CompletionStage<Open> name(long id);
  }
}

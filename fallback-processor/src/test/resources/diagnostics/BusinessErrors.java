package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public final class BusinessErrors {
  private BusinessErrors() {}

  private static final class Secret extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  interface Service {
    @Fallback(maxAge = "1d", businessErrors = Secret.class) // ERROR FB-015: bank.BusinessErrors.Secret is not visible
    CompletionStage<String> name(long id);
  }
}

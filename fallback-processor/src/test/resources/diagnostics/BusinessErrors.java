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

    @Fallback(maxAge = "1d", forgetOn = Secret.class) // ERROR FB-015: bank.BusinessErrors.Secret is not visible
    CompletionStage<String> gone(long id);

    @Fallback(maxAge = "1d", forgetOn = Exception.class) // ERROR FB-014: java.lang.Exception as a known absence
    CompletionStage<String> wide(long id);

    @Fallback(maxAge = "1d", businessErrors = NoSuchElementException.class, forgetOn = NoSuchElementException.class) // ERROR FB-018: is in businessErrors and in forgetOn
    CompletionStage<String> twice(long id);
  }
}

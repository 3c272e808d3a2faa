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

  private static class Lost extends Exception {
    private static final long serialVersionUID = 1;
  }

  interface Others {
    @Fallback(maxAge = "1d")
    CompletionStage<String> reason(long id, @NotKey("tracing") Secret secret); // ERROR FB-023: bank.Invisible.Secret, which this method mentions

    void takes(Optional<Secret> secret); // ERROR FB-023: java.util.Optional<bank.Invisible.Secret>, which this method mentions

    List<? extends Secret> gives(); // ERROR FB-023: java.util.List<? extends bank.Invisible.Secret>, which

    <T extends Secret> void bounds(T secret); // ERROR FB-023: bank.Invisible.Secret, which this method mentions

    void loses() throws Lost; // ERROR FB-023: bank.Invisible.Lost, which this method mentions

    private Secret own() {
      return new Secret("");
    }

    default String uses() {
      return own().name();
    }
  }

  record Converted(@Stored(with = SecretToText.class) Secret secret) {} // ERROR FB-023: bank.Invisible.Secret (result of converted → Converted.secret) is not visible

  static class SecretToText implements StoredConverter<Secret, String> {
    @Override
    public String toStored(Secret value) {
      return value.name();
    }

    @Override
    public Secret fromStored(String stored) {
      return new Secret(stored);
    }
  }

  interface Converting {
    @Fallback(maxAge = "1d")
    CompletionStage<Converted> converted(long id);
  }
}

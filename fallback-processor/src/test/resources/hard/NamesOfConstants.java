package bank;

import dev.fallback.annotation.*;
import java.util.concurrent.*;

/** Components, parameters and operations called as the constants that generated code has. */
public interface NamesOfConstants {
  enum Status {
    OPEN,
    CLOSED
  }

  enum Kto {
    GIRO
  }

  enum Fx {
    EUR_USD
  }

  record Entry(Status STATUS, String KTO, Kto way, Status FX, Fx STATUS2) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Entry> entry(Entry STATUS, Status KTO, Kto kto);

  @Fallback(maxAge = "1d")
  CompletionStage<Status> FX(Fx pair);

  @Fallback(maxAge = "1d")
  CompletionStage<Fx> status(Status FX);
}

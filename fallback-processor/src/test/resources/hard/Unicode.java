package bank;

import dev.fallback.annotation.*;
import java.util.concurrent.*;

/** Identifiers that CQL cannot have. */
public interface Unicode {
  @Stored(name = "size")
  record Größe(long wert) {}

  record Dollar(
      @Stored(name = "groesse") Größe größe,
      @Stored(name = "x") String 名前,
      @Stored(name = "dollar") long $a,
      @Stored(name = "us") long _b) {}

  enum Änderung {
    NEU,
    ÄLTER,
    旧
  }

  @Fallback(maxAge = "1d", table = "t1")
  CompletionStage<Dollar> größe(long id, String $, Änderung ä);
}

package bank;

// OPTION -Afallback.expiry=2107
// OPTION -Afallback.schema.lock.check=yes
// NOWHERE // ERROR FB-058: option -Afallback.expiry=2107 is not understood; it is 2038 or 2106 // ERROR FB-058: option -Afallback.schema.lock.check=yes is not understood; it is true or false

import dev.fallback.annotation.*;
import java.util.concurrent.*;

public interface Options {
  @Fallback(maxAge = "1d")
  CompletionStage<String> name(long id);
}

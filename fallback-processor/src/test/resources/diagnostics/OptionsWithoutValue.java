package bank;

// OPTION -Afallback.expiry
// OPTION -Afallback.registry
// OPTION -Afallback.schema.lock
// OPTION -Afallback.schema.lock.check
// OPTION -Afallback.schema.lock.release=no
// NOWHERE // ERROR FB-058: option -Afallback.expiry= is not understood // ERROR FB-058: option -Afallback.registry= is not understood; it is true or false // ERROR FB-058: option -Afallback.schema.lock= names no folder // ERROR FB-058: option -Afallback.schema.lock.check= is not understood // ERROR FB-058: option -Afallback.schema.lock.release=no is not understood

import dev.fallback.annotation.*;
import java.util.concurrent.*;

public interface OptionsWithoutValue {
  @Fallback(maxAge = "1d")
  CompletionStage<String> name(long id);
}

package bank;

import dev.fallback.annotation.*;
import java.lang.annotation.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

/** Annotations of types wherever they may stand. */
public interface TypeAnnotations {
  @Target(ElementType.TYPE_USE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Known {
    String value() default "";
  }

  enum Way {
    HERE
  }

  sealed interface Sealed permits Only {}

  record Only(@Known long id) implements Sealed {}

  record All(
      @Known String text,
      List<@Known String> texts,
      Map<@Known String, @Known List<@Known Instant>> map,
      java.util.@Known Optional<@Known String> maybe,
      @Known Way way) {}

  record Key(@Known String text) {}

  @Fallback(maxAge = "1d")
  CompletionStage<@Known All> all(@Known String id, @Known("way") Way way, @Known Key key);

  @Fallback(maxAge = "1d")
  CompletionStage<@Known List<@Known Sealed>> sealedOnes(@Known long @Known [] ids);

  @Fallback(maxAge = "1d")
  CompletionStage<@Known byte @Known []> array(long id);
}

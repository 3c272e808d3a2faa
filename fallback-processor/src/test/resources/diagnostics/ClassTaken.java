package bank;

import dev.fallback.annotation.*;
import java.util.concurrent.*;

public interface ClassTaken { // ERROR FB-037: class bank.ClassTakenWithFallback would be generated, and is there already // ERROR FB-037: class bank.ClassTaken_ItemCodec
  record Item(long id) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Item> item(long id);
}

class ClassTakenWithFallback {}

class ClassTaken_ItemCodec {}

interface Inherited { // ERROR FB-037: class bank.InheritedFallbackDescriptor would be generated, and is there already
  record InheritedFallbackDescriptor(long id) {}

  @Fallback(maxAge = "1d")
  CompletionStage<String> text(long id);
}

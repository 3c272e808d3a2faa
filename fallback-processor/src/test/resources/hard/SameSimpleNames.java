package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

public interface SameSimpleNames {
  interface Left {
    @Stored(name = "left_item")
    record Item(long id) {}
  }

  interface Right {
    record Item(String name) {}
  }

  record Box<T>(T value) {}

  record Both(Left.Item left, Right.Item right, Box<Left.Item> lefts, Box<Right.Item> rights) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Both> both();
}

package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface AnswersTaken { // ERROR FB-008: declares answers()
  @Fallback(maxAge = "1d")
  CompletionStage<String> name(long id);

  int answers();
}

package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

public interface Durations {
  @Fallback(maxAge = "30 days") // ERROR FB-010: maxAge = "30 days" is no duration
  CompletionStage<String> words(long id);

  @Fallback(maxAge = "1d", retention = "-1d") // ERROR FB-010: retention = "-1d"
  CompletionStage<String> numbers(long id);

  @Fallback(maxAge = "999ms") // ERROR FB-011: from 1s to 7300d
  CompletionStage<String> young(long id);

  @Fallback(maxAge = "7301d") // ERROR FB-011: maxAge = "7301d" is out of range
  CompletionStage<String> old(long id);

  @Fallback(maxAge = "7300d", timeout = "0ms") // ERROR FB-011: from 1ms to 10m
  CompletionStage<String> hasty(long id);

  @Fallback(maxAge = "2d", retention = "1d") // ERROR FB-012: retention 1d is shorter than maxAge 2d
  CompletionStage<String> forgetful(long id);
}

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

  @Fallback(maxAge = "1d", timeout = "0ms") // ERROR FB-011: from 1ms to 10m
  CompletionStage<String> hasty(long id);

  @Fallback(maxAge = "2d", retention = "1d") // ERROR FB-012: retention 1d is shorter than maxAge 2d
  CompletionStage<String> forgetful(long id);

  @Fallback(maxAge = "1d", retention = "7300d") // ERROR FB-017: retention 7300d keeps snapshots beyond 2038-01-18
  CompletionStage<String> eternal(long id);

  @Fallback(maxAge = "6000d") // ERROR FB-017: twice maxAge keeps snapshots beyond
  CompletionStage<String> eternalByDefault(long id);

  @Fallback(maxAge = "1d", softTimeout = "100ms") // ERROR FB-019: softTimeout stands alone
  CompletionStage<String> alone(long id);

  @Fallback(maxAge = "1d", softMaxAge = "1h") // ERROR FB-019: softMaxAge stands alone
  CompletionStage<String> aloneToo(long id);

  @Fallback(maxAge = "1d", softTimeout = "1s", softMaxAge = "1h") // ERROR FB-019: softTimeout 1s is not shorter than timeout 1s
  CompletionStage<String> late(long id);

  @Fallback(maxAge = "1d", softTimeout = "10ms", softMaxAge = "2d") // ERROR FB-019: softMaxAge 2d is longer than maxAge 1d
  CompletionStage<String> stale(long id);

  @Fallback(maxAge = "1d", freshFor = "25h") // ERROR FB-019: freshFor 25h is longer than maxAge 1d
  CompletionStage<String> fresh(long id);

  @Fallback(maxAge = "1d", freshFor = "soon", softTimeout = "1", softMaxAge = "9") // ERROR FB-010: freshFor = "soon" // ERROR FB-010: softTimeout = "1" // ERROR FB-010: softMaxAge = "9"
  CompletionStage<String> unclear(long id);

  @Fallback(
      maxAge = "1d",
      retention = "7300d") // ERROR FB-017: retention 7300d keeps snapshots beyond
  CompletionStage<String> atItsLine(long id);

  @Fallback(
      retention = "",
      maxAge = "6000d") // ERROR FB-017: twice maxAge keeps
  CompletionStage<String> atItsLineToo(long id);

  @Fallback(
      maxAge = "1d",
      softTimeout = "100ms") // ERROR FB-019: softTimeout stands alone
  CompletionStage<String> aloneAtItsLine(long id);

  @Fallback(
      maxAge = "1d",
      softMaxAge = "1h") // ERROR FB-019: softMaxAge stands alone
  CompletionStage<String> aloneTooAtItsLine(long id);
}

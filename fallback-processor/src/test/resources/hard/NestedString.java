package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

/** Nested types called as those of java.lang. */
public interface NestedString {
  record String(java.lang.String text) {}

  record Integer(int number) {}

  record Object(long id) {}

  record Long(long id) {}

  record Class(String name) {}

  enum Void {
    NOTHING
  }

  record All(
      String text,
      java.lang.String other,
      List<java.lang.String> others,
      Set<Integer> numbers,
      java.lang.Integer number,
      Map<java.lang.Long, Long> longs,
      List<java.lang.Object[]> none) {
    All(
        String text,
        java.lang.String other,
        Set<Integer> numbers,
        java.lang.Integer number) {
      this(text, other, List.of(), numbers, number, Map.of(), null);
    }
  }

  record Some(
      String text,
      java.lang.String other,
      List<java.lang.String> others,
      Set<Integer> numbers,
      java.lang.Integer number,
      Map<java.lang.Long, Long> longs,
      Object object,
      Class type,
      Void nothing) {}

  @Fallback(maxAge = "1d")
  CompletionStage<Some> some(java.lang.String key, Integer number);

  @Fallback(maxAge = "1d")
  CompletionStage<String> string(java.lang.Long key);
}

package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

/** Methods whose own type variables have bounds that mention the interface's. */
public final class Bounds {
  private Bounds() {}

  interface Crud<T, K extends Comparable<K>> {
    <S extends T> S save(S it);

    <S extends List<T>> void all(S them);

    <S extends Map<K, ? super T> & Cloneable> S both(S it);

    <S extends Comparable<S>> S itself(S it);
  }

  public record Account(long id) {}

  public interface Accounts extends Crud<Account, String> {
    @Fallback(maxAge = "1d")
    CompletionStage<Account> find(long id);
  }
}

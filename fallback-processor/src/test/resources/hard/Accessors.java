package bank;

import dev.fallback.annotation.*;
import java.util.*;
import java.util.concurrent.*;

/** Classes with more than one accessor of a name, inherited ones, and generic constructors. */
public interface Accessors {
  class Base {
    private final long id;

    public Base(long id) {
      this.id = id;
    }

    long id() {
      return id;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Base base && base.id == id && base.getClass() == getClass();
    }

    @Override
    public int hashCode() {
      return Long.hashCode(id);
    }
  }

  final class Derived extends Base {
    private final boolean open;
    private final Boolean sure;

    public Derived(long id, boolean open, Boolean sure) {
      super(id);
      this.open = open;
      this.sure = sure;
    }

    long getId() {
      return id() + 1;
    }

    boolean isOpen() {
      return open;
    }

    Boolean getSure() {
      return sure;
    }

    @Override
    public boolean equals(Object other) {
      return super.equals(other)
          && other instanceof Derived derived
          && derived.open == open
          && Objects.equals(derived.sure, sure);
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }
  }

  @Fallback(maxAge = "1d")
  CompletionStage<Base> base(Derived derived);

  @Fallback(maxAge = "1d")
  CompletionStage<Derived> derived(long id);
}

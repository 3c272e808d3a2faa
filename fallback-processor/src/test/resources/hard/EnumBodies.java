package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

public interface EnumBodies {
  enum Plain {
    A,
    B
  }

  enum Bodies {
    ONE {
      @Override
      int times() {
        return 1;
      }
    },
    TWO {
      @Override
      int times() {
        return 2;
      }
    };

    abstract int times();
  }

  sealed interface Shape permits Round, Kind, Angled, Abstract {}

  record Round(double radius) implements Shape {}

  enum Kind implements Shape {
    X {
      @Override
      public String toString() {
        return "x!";
      }
    },
    Y
  }

  sealed interface Angled extends Shape permits Square, Triangle {}

  record Square(BigDecimal side) implements Angled, Solid {}

  record Triangle() implements Angled {}

  sealed interface Solid permits Square, Other {}

  record Other(Shape shape) implements Solid {}

  abstract sealed class Abstract implements Shape permits First, Second {
    private final String name;

    Abstract(String name) {
      this.name = name;
    }

    public String name() {
      return name;
    }

    @Override
    public boolean equals(Object other) {
      return other != null && other.getClass() == getClass() && Objects.equals(((Abstract) other).name, name);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(name);
    }
  }

  final class First extends Abstract {
    public First(String name) {
      super(name);
    }
  }

  final class Second extends Abstract {
    private final long more;

    public Second(String name, long more) {
      super(name);
      this.more = more;
    }

    public long getMore() {
      return more;
    }
  }

  @Fallback(maxAge = "1d")
  CompletionStage<Map<Bodies, Kind>> bodies(Bodies key, Kind kind);

  @Fallback(maxAge = "1d")
  CompletionStage<List<Solid>> solids();

  @Fallback(maxAge = "1d")
  CompletionStage<EnumMapLike> keyed();

  record EnumMapLike(Map<Bodies, String> texts, SortedMap<Plain, Optional<Bodies>> more) {}
}

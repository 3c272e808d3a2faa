package bank;

import dev.fallback.annotation.*;
import java.math.*;
import java.net.*;
import java.nio.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

public interface MissingValues {
  enum Kind {
    A,
    B
  }

  record Other(long id) {}

  record All(
      @Stored(missing = "yes") boolean f0, // ERROR FB-027: missing = "yes" is no value of component f0
      @Stored(missing = "128") byte f1, // ERROR FB-027: missing = "128" is no value of component f1
      @Stored(missing = "xy") char f2, // ERROR FB-027: missing = "xy" is no value of component f2
      @Stored(missing = "") char f3, // ERROR FB-027: missing = "" is no value of component f3
      @Stored(missing = "0x1") int f4, // ERROR FB-027: missing = "0x1" is no value of component f4
      @Stored(missing = " 1") int f5, // ERROR FB-027: missing = " 1" is no value of component f5
      @Stored(missing = "1L") long f6, // ERROR FB-027: missing = "1L" is no value of component f6
      @Stored(missing = "one") float f7, // ERROR FB-027: missing = "one" is no value of component f7
      @Stored(missing = "1,5") BigDecimal f8, // ERROR FB-027: missing = "1,5" is no value of component f8
      @Stored(missing = "1-2-3") UUID f9, // ERROR FB-027: missing = "1-2-3" is no value of component f9
      @Stored(missing = "2026-01-01") Instant f10, // ERROR FB-027: missing = "2026-01-01" is no value of component f10
      @Stored(missing = "2026-02-30") LocalDate f11, // ERROR FB-027: missing = "2026-02-30" is no value of component f11
      @Stored(missing = "1s") Duration f12, // ERROR FB-027: missing = "1s" is no value of component f12
      @Stored(missing = "Mars/City") ZoneId f13, // ERROR FB-027: missing = "Mars/City" is no value of component f13
      @Stored(missing = "XYZW") Currency f14, // ERROR FB-027: missing = "XYZW" is no value of component f14
      @Stored(missing = "a b") URI f15, // ERROR FB-027: missing = "a b" is no value of component f15
      @Stored(missing = "localhost") InetAddress f16, // ERROR FB-027: missing = "localhost" is no value of component f16
      @Stored(missing = "de_DE") Locale f17, // ERROR FB-027: missing = "de_DE" is no value of component f17
      @Stored(missing = "C") Kind f18, // ERROR FB-027: missing = "C" is no value of component f18
      @Stored(missing = "x") List<String> f19, // ERROR FB-027: missing = "x" is no value of component f19
      @Stored(missing = "1") int[] f20, // ERROR FB-027: missing = "1" is no value of component f20
      @Stored(missing = "x") Other f21, // ERROR FB-027: missing = "x" is no value of component f21
      @Stored(missing = "x") byte[] f22, // ERROR FB-027: missing = "x" is no value of component f22
      @Stored(missing = "x") OptionalDouble f23, // ERROR FB-027: missing = "x" is no value of component f23
      @Stored(missing = Stored.EMPTY) int e0, // ERROR FB-027: missing = Stored.EMPTY is no value of component e0
      @Stored(missing = Stored.EMPTY) Integer e1, // ERROR FB-027: missing = Stored.EMPTY is no value of component e1
      @Stored(missing = Stored.EMPTY) Kind e2, // ERROR FB-027: missing = Stored.EMPTY is no value of component e2
      @Stored(missing = Stored.EMPTY) Other e3, // ERROR FB-027: missing = Stored.EMPTY is no value of component e3
      @Stored(missing = Stored.EMPTY) Instant e4, // ERROR FB-027: missing = Stored.EMPTY is no value of component e4
      @Stored(missing = Stored.EMPTY) ByteBuffer e5, // ERROR FB-027: missing = Stored.EMPTY is no value of component e5
      @Stored(missing = Stored.NULL) int n0, // ERROR FB-027: missing = Stored.NULL is no value of component n0
      @Stored(missing = Stored.NULL) Optional<Other> n1, // ERROR FB-027: missing = Stored.NULL is no value of component n1
      @Stored(missing = Stored.NULL) OptionalInt n2, // ERROR FB-027: missing = Stored.NULL is no value of component n2
      @Stored(missing = "a") String last) {}

  @Fallback(maxAge = "1d")
  CompletionStage<All> all(long id);
}

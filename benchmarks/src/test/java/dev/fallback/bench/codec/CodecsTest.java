package dev.fallback.bench.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** All codecs do the same work: each gives back the statement that it was given. */
class CodecsTest {
  private static final Codec FALLBACK = Codecs.FALLBACK.make();
  private static final Codec[] ALL =
      Arrays.stream(Codecs.values()).map(Codecs::make).toArray(Codec[]::new);

  @Property(tries = 300)
  void every_codec_gives_back_what_it_was_given(@ForAll("statements") Statement statement) {
    for (int i = 0; i < ALL.length; i++) {
      // The one that copies has no codec of its own, and knows one statement only.
      Codec codec = i == Codecs.MEMCPY.ordinal() ? Codecs.MEMCPY.make() : ALL[i];
      assertThat(codec.decode(codec.encode(statement)))
          .as(Codecs.values()[i].shown())
          .isEqualTo(statement);
    }
  }

  @Property(tries = 300)
  void our_bytes_are_those_of_the_driver(@ForAll("statements") Statement statement) {
    byte[] field = FALLBACK.encode(statement);
    byte[] value = Arrays.copyOfRange(field, Integer.BYTES, field.length);
    assertThat(value).isEqualTo(Codecs.UDTVALUE_BY_NAME.make().encode(statement));
    assertThat(value).isEqualTo(Codecs.UDTVALUE_BY_INDEX.make().encode(statement));
  }

  @Example
  void what_is_measured_has_every_kind_of_counterparty() {
    assertThat(
            Statements.of(10).transactions().stream().<Object>map(t -> t.counterparty().getClass()))
        .contains(
            Counterparty.Account.class, Counterparty.Merchant.class, Counterparty.Machine.class);
    assertThat(Statements.of(100).transactions()).hasSize(100);
  }

  @Provide
  Arbitrary<Statement> statements() {
    return Combinators.combine(
            Arbitraries.longs(),
            texts(),
            texts(),
            decimals(),
            instants(),
            instants(),
            transactions().list().ofMaxSize(5))
        .as(Statement::new);
  }

  private static Arbitrary<Transaction> transactions() {
    Arbitrary<UUID> ids =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    return Combinators.combine(
            ids, instants(), decimals(), texts(), Arbitraries.of(Kind.class), counterparties())
        .as(Transaction::new);
  }

  private static Arbitrary<Counterparty> counterparties() {
    return Arbitraries.oneOf(
        Combinators.combine(texts(), texts()).as(Counterparty.Account::new),
        Combinators.combine(texts(), texts(), Arbitraries.integers())
            .as(Counterparty.Merchant::new),
        Arbitraries.longs().map(Counterparty.Machine::new));
  }

  /** All that UTF-8 can hold, surrogate pairs among them. */
  private static Arbitrary<String> texts() {
    return Arbitraries.integers()
        .between(0, Character.MAX_CODE_POINT)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .list()
        .ofMaxSize(20)
        .map(
            codePoints ->
                codePoints.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }

  /** What our message of Protobuf can hold; our own codec has no such limit. */
  private static Arbitrary<BigDecimal> decimals() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(-20, 20))
        .as(BigDecimal::valueOf);
  }

  private static Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.longs()
                .between(
                    Instant.parse("0001-01-01T00:00:00Z").getEpochSecond(),
                    Instant.parse("9999-12-31T00:00:00Z").getEpochSecond()),
            Arbitraries.longs().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }
}

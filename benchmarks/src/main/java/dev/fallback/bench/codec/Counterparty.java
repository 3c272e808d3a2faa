package dev.fallback.bench.codec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Who is on the other side of a transaction. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Counterparty.Account.class, name = "account"),
  @JsonSubTypes.Type(value = Counterparty.Merchant.class, name = "merchant"),
  @JsonSubTypes.Type(value = Counterparty.Machine.class, name = "machine")
})
public sealed interface Counterparty {

  /** An account at a bank. */
  record Account(String name, String iban) implements Counterparty {}

  /** A shop that took a card; its category is a code of four digits. */
  record Merchant(String name, String city, int category) implements Counterparty {}

  /** A machine that gave cash. */
  record Machine(long number) implements Counterparty {}
}

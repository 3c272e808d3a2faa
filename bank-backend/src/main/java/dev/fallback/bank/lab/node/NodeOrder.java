package dev.fallback.bank.lab.node;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a bank of the lab may be told to do, one line of its input each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NodeOrder.Start.class, name = "start"),
  @JsonSubTypes.Type(value = NodeOrder.AwaitAccounts.class, name = "await-accounts"),
  @JsonSubTypes.Type(value = NodeOrder.Rehearse.class, name = "rehearse"),
  @JsonSubTypes.Type(value = NodeOrder.Migrate.class, name = "migrate"),
  @JsonSubTypes.Type(value = NodeOrder.CollectGarbage.class, name = "collect-garbage"),
  @JsonSubTypes.Type(value = NodeOrder.Figures.class, name = "figures"),
  @JsonSubTypes.Type(value = NodeOrder.Distrust.class, name = "distrust"),
  @JsonSubTypes.Type(value = NodeOrder.AskAgain.class, name = "ask-again"),
  @JsonSubTypes.Type(value = NodeOrder.Isolate.class, name = "isolate"),
  @JsonSubTypes.Type(value = NodeOrder.Release.class, name = "release"),
  @JsonSubTypes.Type(value = NodeOrder.SetClock.class, name = "set-clock")
})
public sealed interface NodeOrder {

  /** Serve; answered when it listens and, within its limit, statements are protected. */
  record Start(NodeSettings settings) implements NodeOrder {}

  /** Wait for Postgres, until that has the bank's accounts. */
  record AwaitAccounts() implements NodeOrder {}

  /** Read until the code is warm, whoever answers. */
  record Rehearse() implements NodeOrder {}

  /** Make what is missing in the store for the release it is. */
  record Migrate(NodeSettings settings) implements NodeOrder {}

  /** Collect garbage, so that what the heap holds is what is needed; stops everything else. */
  record CollectGarbage() implements NodeOrder {}

  /** Tell figures. */
  record Figures() implements NodeOrder {}

  /** Make snapshots of that time misses; as-of in microseconds since 1970. */
  record Distrust(long fromMicros, long untilMicros) implements NodeOrder {}

  /** Ask the backend now, without waiting for the breaker to dare it. */
  record AskAgain() implements NodeOrder {}

  /** Answer from the store alone until released. */
  record Isolate() implements NodeOrder {}

  /** End the operator's state. */
  record Release() implements NodeOrder {}

  /** Set the clock of its Fallback ahead of the machine's by so much; 0 sets it right. */
  record SetClock(long aheadMs) implements NodeOrder {}
}

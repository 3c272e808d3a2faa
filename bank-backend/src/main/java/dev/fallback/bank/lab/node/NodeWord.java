package dev.fallback.bank.lab.node;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.fallback.State;

/** What a bank of the lab says, one line of its output each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "word")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NodeWord.Done.class, name = "done"),
  @JsonSubTypes.Type(value = NodeWord.Told.class, name = "told"),
  @JsonSubTypes.Type(value = NodeWord.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = NodeWord.Changed.class, name = "changed")
})
sealed interface NodeWord {

  /** The order was carried out. */
  record Done() implements NodeWord {}

  /** The figures that were asked for. */
  record Told(NodeFigures figures) implements NodeWord {}

  /** The order could not be carried out. */
  record Failed(String sentence) implements NodeWord {}

  /**
   * The state of the statement reads changed; said unasked.
   *
   * @param atMicros when, in microseconds since 1970
   */
  record Changed(State to, long atMicros) implements NodeWord {}
}

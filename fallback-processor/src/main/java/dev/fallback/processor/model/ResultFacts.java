package dev.fallback.processor.model;

import com.palantir.javapoet.TypeName;

/** What a method returns, as far as storing it is concerned. */
public sealed interface ResultFacts {
  /**
   * Neither {@code CompletionStage} nor {@code CompletableFuture}.
   *
   * @param type what is returned instead
   */
  record Immediate(String type) implements ResultFacts {}

  /** Given to a continuation: a suspend function of Kotlin. */
  record Suspended() implements ResultFacts {}

  /** A raw stage or one with a wildcard. */
  record Unspecified(String type) implements ResultFacts {}

  /** A stage of {@code Void}. */
  record Nothing() implements ResultFacts {}

  /** A stage of something. */
  record Eventual(TypeName type, ShapeFacts shape) implements ResultFacts {}
}

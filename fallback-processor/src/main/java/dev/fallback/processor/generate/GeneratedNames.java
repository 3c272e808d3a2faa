package dev.fallback.processor.generate;

import com.palantir.javapoet.ClassName;
import dev.fallback.processor.model.CqlName;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every name that generated code introduces. */
public final class GeneratedNames {
  /** Method of a decorator that leads to its answers. */
  public static final String ANSWERS_METHOD = "answers";

  static final String ANSWERS_CLASS = "Answers";

  private GeneratedNames() {}

  /** {@code Outer.Inner} to {@code Outer_InnerWithFallback}. */
  public static ClassName decorator(ClassName service) {
    return beside(service, "WithFallback");
  }

  /** {@code StatementServiceFallbackDescriptor}. */
  public static ClassName descriptor(ClassName service) {
    return beside(service, "FallbackDescriptor");
  }

  /** {@code StatementService_TransactionCodec}, of stored type {@code transaction}. */
  static ClassName codec(ClassName service, String storedType) {
    return beside(service, "_" + camel(storedType) + "Codec");
  }

  /** {@code holdTransactions} to {@code HoldTransactionsValue}. */
  static String valueCodec(String operation) {
    return Character.toUpperCase(operation.charAt(0)) + operation.substring(1) + "Value";
  }

  /** {@code holdTransactions} to {@code HoldTransactionsFormerAnswer}. */
  static String formerAnswer(String operation) {
    return Character.toUpperCase(operation.charAt(0)) + operation.substring(1) + "FormerAnswer";
  }

  /** {@code holdTransactions} to {@code HOLD_TRANSACTIONS}. */
  static String constant(String javaName) {
    return CqlName.of(javaName).toUpperCase(Locale.ROOT);
  }

  private static ClassName beside(ClassName service, String suffix) {
    return ClassName.get(service.packageName(), String.join("_", service.simpleNames()) + suffix);
  }

  private static String camel(String snake) {
    return Arrays.stream(snake.split("_"))
        .filter(word -> !word.isEmpty())
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }
}

package dev.fallback.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes services of random types: records, enums, sealed and generic types, each over others. */
final class RandomTypes {
  private static final List<String> SCALARS =
      List.of(
          "boolean",
          "Byte",
          "short",
          "int",
          "Integer",
          "long",
          "Float",
          "double",
          "Character",
          "String",
          "BigDecimal",
          "BigInteger",
          "UUID",
          "OptionalInt",
          "OptionalLong",
          "OptionalDouble",
          "Instant",
          "LocalDate",
          "LocalTime",
          "LocalDateTime",
          "OffsetDateTime",
          "ZonedDateTime",
          "OffsetTime",
          "MonthDay",
          "Duration",
          "Period",
          "Year",
          "YearMonth",
          "ZoneId",
          "ZoneOffset",
          "Currency",
          "Locale",
          "java.net.URI",
          "java.net.InetAddress",
          "java.nio.ByteBuffer");
  private static final List<String> COMPARABLES =
      List.of("Integer", "Long", "String", "BigDecimal", "Instant", "UUID", "Double");

  private final Random random;
  private final List<String> types = new ArrayList<>();
  private final StringBuilder source = new StringBuilder();

  RandomTypes(long seed) {
    random = new Random(seed);
  }

  /**
   * A service {@code bank.Random} with operations {@code op0}, {@code op1} and so on.
   *
   * @param count how many types it declares
   */
  String service(int count) {
    for (int i = 0; i < count; i++) {
      declare(i);
    }
    for (int i = 0; i < count; i += 3) {
      source
          .append("  @Fallback(maxAge = \"1d\")\n")
          .append("  CompletionStage<%s> op%d(%s key);\n".formatted(boxed(type(3)), i, key()));
    }
    return """
    package bank;

    import dev.fallback.annotation.*;
    import java.math.*;
    import java.time.*;
    import java.util.*;
    import java.util.concurrent.CompletionStage;

    public interface Random {
    %s}
    """
        .formatted(source);
  }

  private void declare(int i) {
    switch (random.nextInt(6)) {
      case 0 -> source.append("  enum E%d { A, %s }\n".formatted(i, "B".repeat(i + 1)));
      case 1 -> {
        source.append("  sealed interface S%1$d permits S%1$dA, S%1$dB, S%1$dC {}\n".formatted(i));
        source.append("  record S%1$dA(%2$s a) implements S%1$d {}\n".formatted(i, type(2)));
        source.append("  enum S%1$dB implements S%1$d { ONE, TWO }\n".formatted(i));
        source.append("  record S%1$dC() implements S%1$d {}\n".formatted(i));
      }
      case 2 ->
          source.append("  record G%d<T>(T it, List<T> all, %s x) {}\n".formatted(i, type(1)));
      default -> {
        List<String> components = new ArrayList<>();
        for (int c = random.nextInt(6); c >= 0; c--) {
          components.add(type(3) + " c" + c);
        }
        source.append("  record R%d(%s) {}\n".formatted(i, String.join(", ", components)));
      }
    }
    String declared = source.substring(source.lastIndexOf("\n", source.length() - 2) + 1);
    String name = declared.replaceAll("^\\s*(?:enum|record) ([A-Z]\\d+).*(?s:.*)", "$1");
    types.add(name.startsWith("G") ? name + "<" + argument() + ">" : name);
  }

  /** Short enough for the name in CQL that a generic type gets by it, which has 48 characters. */
  private String argument() {
    String argument = boxed(type(1));
    while (argument.contains("G") || argument.length() > 28) {
      argument = boxed(type(1));
    }
    return argument;
  }

  private String type(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      return switch (random.nextInt(7)) {
        case 0 -> "List<" + boxed(type(depth - 1)) + ">";
        case 1 -> "Set<" + boxed(type(depth - 1)) + ">";
        case 2 -> "Map<" + boxed(type(depth - 1)) + ", " + boxed(type(depth - 1)) + ">";
        case 3 -> "Optional<" + boxed(type(depth - 1)) + ">";
        case 4 -> "SortedSet<" + oneOf(COMPARABLES) + ">";
        case 5 -> "NavigableMap<" + oneOf(COMPARABLES) + ", " + boxed(type(depth - 1)) + ">";
        default -> "Collection<" + boxed(type(depth - 1)) + ">";
      };
    }
    return !types.isEmpty() && random.nextInt(3) == 0 ? oneOf(types) : oneOf(SCALARS);
  }

  private String key() {
    return random.nextBoolean() ? oneOf(SCALARS) : "List<" + boxed(oneOf(SCALARS)) + ">";
  }

  private static String boxed(String type) {
    return switch (type) {
      case "boolean" -> "Boolean";
      case "short" -> "Short";
      case "int" -> "Integer";
      case "long" -> "Long";
      case "double" -> "Double";
      default -> type;
    };
  }

  private String oneOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

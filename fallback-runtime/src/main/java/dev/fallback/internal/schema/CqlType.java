package dev.fallback.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A CQL type, parsed, so that types are compared as trees and never as text.
 *
 * @param name {@code bigint}, {@code list}, {@code tuple}, or a user-defined type's, without quotes
 * @param arguments types between the angle brackets
 * @param frozen whether the outermost {@code frozen<…>} was there; inside a frozen type everything
 *     is frozen, so it is not compared there
 */
public record CqlType(String name, List<CqlType> arguments, boolean frozen) {

  public CqlType {
    arguments = List.copyOf(arguments);
  }

  /**
   * Reads the text of a type.
   *
   * @throws IllegalArgumentException when the text is not a CQL type
   */
  public static CqlType parse(String text) {
    Parser parser = new Parser(text);
    CqlType type = parser.type(false);
    if (parser.at < parser.text.length()) {
      throw parser.unexpected();
    }
    return type;
  }

  /** Names of the user-defined types it mentions. */
  public Stream<String> userTypes() {
    Stream<String> own =
        arguments.isEmpty() && !BuiltIn.isScalar(name) ? Stream.of(name) : Stream.empty();
    return Stream.concat(own, arguments.stream().flatMap(CqlType::userTypes));
  }

  /** The same shape: names and arguments; frozen is compared at the outside only. */
  public boolean sameAs(CqlType other) {
    return frozen == other.frozen && sameInside(other);
  }

  private boolean sameInside(CqlType other) {
    if (!name.equals(other.name) || arguments.size() != other.arguments.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      CqlType mine = arguments.get(i);
      CqlType theirs = other.arguments.get(i);
      if (frozen || other.frozen ? !mine.sameInside(theirs) : !mine.sameAs(theirs)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    String inner =
        arguments.isEmpty()
            ? BuiltIn.isScalar(name) ? name : CqlNames.quoted(name)
            : arguments.stream()
                .map(CqlType::toString)
                .collect(Collectors.joining(", ", name + "<", ">"));
    return frozen ? "frozen<" + inner + ">" : inner;
  }

  /** CQL's own names. */
  private static final class BuiltIn {
    private static final List<String> SCALARS =
        List.of(
            "ascii",
            "bigint",
            "blob",
            "boolean",
            "counter",
            "date",
            "decimal",
            "double",
            "duration",
            "float",
            "inet",
            "int",
            "smallint",
            "text",
            "time",
            "timestamp",
            "timeuuid",
            "tinyint",
            "uuid",
            "varchar",
            "varint");

    static boolean isScalar(String name) {
      return SCALARS.contains(name);
    }
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text.replace(" ", "");
    }

    CqlType type(boolean frozen) {
      String name = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
      if (at == text.length() || text.charAt(at) != '<') {
        return new CqlType(name.equals("varchar") ? "text" : name, List.of(), frozen);
      }
      if (name.equals("frozen")) {
        at++;
        CqlType inner = type(true);
        expect('>');
        return inner;
      }
      List<CqlType> arguments = new ArrayList<>();
      do {
        at++;
        arguments.add(type(false));
      } while (at < text.length() && text.charAt(at) == ',');
      expect('>');
      return new CqlType(name, arguments, frozen);
    }

    private String plain() {
      int start = at;
      while (at < text.length() && "<>,".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      if (start == at) {
        throw unexpected();
      }
      return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    /** A name in quotes keeps its case; two quotes in it are one. */
    private String quoted() {
      StringBuilder name = new StringBuilder();
      do {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
          throw unexpected();
        }
        name.append(name.isEmpty() ? "" : "\"").append(text, at + 1, end);
        at = end + 1;
      } while (at < text.length() && text.charAt(at) == '"');
      return name.toString();
    }

    private void expect(char wanted) {
      if (at == text.length() || text.charAt(at) != wanted) {
        throw unexpected();
      }
      at++;
    }

    IllegalArgumentException unexpected() {
      return new IllegalArgumentException(
          "not a CQL type: '%s' (at character %d)".formatted(text, at));
    }
  }
}

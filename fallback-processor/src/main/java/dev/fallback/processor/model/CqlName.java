package dev.fallback.processor.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in CQL, in lower case; written in quotes where they are words of CQL. */
public final class CqlName {
  /** Longest name of a table or type that Cassandra takes. */
  public static final int MAX_LENGTH = 48;

  private static final Pattern LEGAL = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern HUMP =
      Pattern.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

  /** Words that Cassandra 5.0 reserves: its own list, {@code reserved_keywords.txt}. */
  private static final Set<String> RESERVED =
      Set.of(
          """
          add allow alter and apply asc authorize batch begin by columnfamily create delete desc
          describe drop entries execute from full grant if in index infinity insert into is keyspace
          limit materialized modify nan norecursive not null of on or order primary rename revoke
          schema select set table to token truncate unlogged update use using view where with"""
              .split("\\s+"));

  /** What is added to a type's name that only a type of CQL may have. */
  private static final String SUFFIX = "_type";

  /**
   * Words that cannot name a type, in quotes or not, since Cassandra writes them without in its own
   * tables: native types, functions with a syntax of their own, and names kept back.
   */
  private static final Set<String> TYPES =
      Set.of(
          """
          ascii bigint blob boolean counter decimal double duration float inet int smallint text
          time timestamp timeuuid tinyint uuid varchar varint date vector tuple list map frozen
          byte complex enum interval macaddr bitstring empty
          count ttl writetime maxwritetime cast json distinct"""
              .split("\\s+"));

  private CqlName() {}

  /**
   * {@code StatementService} to {@code statement_service}, {@code accountID} to {@code account_id}.
   */
  public static String of(String javaName) {
    return HUMP.matcher(javaName).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  /**
   * Name of the user-defined type of a Java type: {@code page_of_transaction}; {@code date_type}
   * where a type of CQL has the name.
   */
  public static String ofType(TypeName type) {
    return typeName(of(type));
  }

  /** A derived name as the name of a type, which may not be that of a type of CQL. */
  public static String typeName(String name) {
    return TYPES.contains(name) ? name + SUFFIX : name;
  }

  /** The name of a Java type: {@code page_of_transaction}. */
  public static String of(TypeName type) {
    if (type instanceof ParameterizedTypeName generic) {
      return of(generic.rawType())
          + "_of_"
          + generic.typeArguments().stream().map(CqlName::of).collect(Collectors.joining("_and_"));
    }
    if (type instanceof ClassName name) {
      return of(name.simpleName());
    }
    return type instanceof ArrayTypeName array
        ? of(array.componentType()) + "_array"
        : of(type.toString());
  }

  public static boolean isReserved(String name) {
    return RESERVED.contains(name);
  }

  /** Whether no user-defined type can have this name. */
  public static boolean isNoTypeName(String name) {
    return TYPES.contains(name);
  }

  /** As a statement writes a name: in quotes where it is a word that Cassandra reserves. */
  public static String quoted(String name) {
    return isReserved(name) ? '"' + name + '"' : name;
  }

  /** Whether it consists of lower-case letters, digits and underscores. */
  public static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }
}

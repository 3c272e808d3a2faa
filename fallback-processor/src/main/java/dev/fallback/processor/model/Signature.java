package dev.fallback.processor.model;

import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A method as its implementation must declare it.
 *
 * @param varargs whether the last parameter is one of variable arity
 */
public record Signature(
    String name,
    List<TypeVariableName> typeVariables,
    TypeName returnType,
    List<ParameterSpec> parameters,
    List<TypeName> thrown,
    boolean varargs) {
  private static final Pattern NAMELESS = Pattern.compile("arg\\d+|p\\d+");

  public Signature {
    typeVariables = List.copyOf(typeVariables);
    parameters = List.copyOf(parameters);
    thrown = List.copyOf(thrown);
  }

  /** Whether that is what a class file that does not name its parameters has for a name. */
  public static boolean isNameless(String parameter) {
    return NAMELESS.matcher(parameter).matches();
  }
}

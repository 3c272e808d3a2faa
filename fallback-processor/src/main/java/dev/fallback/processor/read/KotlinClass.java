package dev.fallback.processor.read;

import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** What Kotlin's compiler makes of classes and functions that Java knows nothing of. */
final class KotlinClass {
  private static final String WAYS_OUT = ", or store it as = JSON or with a converter";

  private KotlinClass() {}

  static boolean is(TypeElement type) {
    return type.getAnnotationMirrors().stream()
        .anyMatch(mirror -> named(mirror.getAnnotationType(), "kotlin.Metadata"));
  }

  /** Whether it is a function that may suspend: it gets its answer's receiver as a parameter. */
  static boolean isSuspending(ExecutableElement method) {
    List<? extends VariableElement> parameters = method.getParameters();
    return !parameters.isEmpty()
        && named(parameters.get(parameters.size() - 1).asType(), "kotlin.coroutines.Continuation");
  }

  /** Why a Kotlin class has no stored form; empty where Kotlin is not to blame. */
  static String problem(TypeElement type) {
    if (!is(type)) {
      return "";
    } else if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      return "is a Kotlin type that its class file does not call sealed; if it is, compile it for"
          + " JVM 17 or newer"
          + WAYS_OUT;
    } else if (isObject(type)) {
      return "is a Kotlin object, which nobody makes; let it be a class or an enum" + WAYS_OUT;
    } else if (ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .allMatch(constructor -> constructor.getModifiers().contains(Modifier.PRIVATE))) {
      return "is a Kotlin class that only Kotlin can make: it hides its constructor, or has a"
          + " parameter of a value class; change that"
          + WAYS_OUT;
    }
    return "";
  }

  private static boolean isObject(TypeElement type) {
    return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
        .anyMatch(
            field ->
                field.getSimpleName().contentEquals("INSTANCE")
                    && field.getModifiers().contains(Modifier.STATIC)
                    && field.asType() instanceof DeclaredType declared
                    && declared.asElement().equals(type));
  }

  private static boolean named(TypeMirror type, String name) {
    return type instanceof DeclaredType declared && named(declared.asElement(), name);
  }

  private static boolean named(Element element, String name) {
    return element instanceof TypeElement type && type.getQualifiedName().contentEquals(name);
  }
}

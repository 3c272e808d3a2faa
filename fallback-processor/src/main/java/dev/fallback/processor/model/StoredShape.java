package dev.fallback.processor.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;

/**
 * A Java type that can be stored, down to its scalars: a closed hierarchy, so that everyone who
 * looks at it says what each kind means to him. Never recursive; finite by construction.
 */
public sealed interface StoredShape {

  /** The Java type as source writes it. */
  TypeName javaType();

  /** Shapes that this one is made of, one level down. */
  default List<StoredShape> parts() {
    return List.of();
  }

  /**
   * Whether CQL calls two values equal exactly when Java does. Where it does not (decimals 1.0 and
   * 1.00, doubles 0.0 and -0.0, arrays) a set would lose elements, so it is stored as a list.
   */
  default boolean sameEquality() {
    return Within.all(this).allMatch(StoredShape::sameEqualityItself);
  }

  /** The same, of the shape without what it is made of. */
  default boolean sameEqualityItself() {
    return true;
  }

  /**
   * Whether some legal value is stored as null. A CQL collection has no null, so such an element is
   * wrapped in a tuple of one.
   */
  default boolean absentIsNull() {
    return false;
  }

  /**
   * One scalar.
   *
   * @param scalar the row of the table
   * @param javaType a primitive, its box, an array or a class
   */
  record Plain(Scalar scalar, TypeName javaType) implements StoredShape {
    @Override
    public boolean sameEqualityItself() {
      return scalar.sameEquality();
    }

    @Override
    public boolean absentIsNull() {
      return scalar.absentIsNull();
    }
  }

  /** An enum, stored by its constants' names. */
  record Choice(ClassName javaType, List<String> constants) implements StoredShape {
    public Choice {
      constants = List.copyOf(constants);
    }
  }

  /** Any type as a text of JSON. */
  record Json(TypeName javaType) implements StoredShape {}

  /**
   * A type that a user's class converts.
   *
   * @param stored what it is converted to; never null, never absent
   */
  record Converted(TypeName javaType, ClassName converter, StoredShape stored)
      implements StoredShape {
    @Override
    public List<StoredShape> parts() {
      return List.of(stored);
    }
  }

  /** What becomes a user-defined type. */
  sealed interface Composite extends StoredShape {
    /** Name of the user-defined type. */
    StoredName name();

    /** The Java type's declaration. */
    Place place();
  }

  /**
   * A record, or a class with a constructor and accessors.
   *
   * @param javaType the class, with its type arguments
   * @param isOpen whether it may have subclasses, whose own state would be lost
   * @param components in the order of the constructor
   */
  record Product(
      TypeName javaType, StoredName name, boolean isOpen, List<Component> components, Place place)
      implements Composite {
    public Product {
      components = List.copyOf(components);
    }

    @Override
    public List<StoredShape> parts() {
      return components.stream().map(Component::shape).toList();
    }
  }

  /**
   * A component of a record or class.
   *
   * @param name its Java name
   * @param accessor the method that gives it
   * @param field name of its field
   * @param missing what it is where the writer did not know it, if that is declared
   */
  record Component(
      String name,
      String accessor,
      StoredName field,
      StoredShape shape,
      Optional<Located<String>> missing,
      Place place) {}

  /**
   * A sealed type.
   *
   * @param javaType the type, with its type arguments
   * @param variants its permitted types in order of declaration
   * @param tests indices of the variants in the order in which a value must be asked whether it is
   *     one: those that extend others first
   */
  record Sum(
      TypeName javaType, StoredName name, List<Variant> variants, List<Integer> tests, Place place)
      implements Composite {
    public Sum {
      variants = List.copyOf(variants);
      tests = List.copyOf(tests);
    }

    @Override
    public List<StoredShape> parts() {
      return variants.stream().map(Variant::shape).toList();
    }
  }

  /**
   * A permitted type.
   *
   * @param field name of its field
   */
  record Variant(StoredName field, StoredShape shape, Place place) {}

  /** An {@code Optional}. */
  record Maybe(StoredShape value) implements StoredShape {
    @Override
    public TypeName javaType() {
      return ParameterizedTypeName.get(ClassName.get(Optional.class), value.javaType().box());
    }

    @Override
    public List<StoredShape> parts() {
      return List.of(value);
    }

    @Override
    public boolean absentIsNull() {
      return true;
    }
  }

  /** A {@code List} or {@code Collection}. */
  record ListOf(Container container, StoredShape element) implements StoredShape {
    @Override
    public TypeName javaType() {
      return ParameterizedTypeName.get(container.javaName(), element.javaType().box());
    }

    @Override
    public List<StoredShape> parts() {
      return List.of(element);
    }
  }

  /** An array, other than one of bytes. */
  record ArrayOf(StoredShape element) implements StoredShape {
    @Override
    public TypeName javaType() {
      return ArrayTypeName.of(element.javaType());
    }

    @Override
    public List<StoredShape> parts() {
      return List.of(element);
    }

    @Override
    public boolean sameEqualityItself() {
      return false;
    }
  }

  /** A {@code Set}, sorted or not. */
  record SetOf(Container container, StoredShape element) implements StoredShape {
    @Override
    public TypeName javaType() {
      return ParameterizedTypeName.get(container.javaName(), element.javaType().box());
    }

    @Override
    public List<StoredShape> parts() {
      return List.of(element);
    }
  }

  /** A {@code Map}, sorted or not. */
  record MapOf(Container container, StoredShape key, StoredShape value) implements StoredShape {
    @Override
    public TypeName javaType() {
      return ParameterizedTypeName.get(
          container.javaName(), key.javaType().box(), value.javaType().box());
    }

    @Override
    public List<StoredShape> parts() {
      return List.of(key, value);
    }
  }
}

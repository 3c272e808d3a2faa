package dev.fallback.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Java type that can be stored, down to its scalars: a closed hierarchy, so that everyone who
 * looks at it says what each kind means to him. Never recursive; finite by construction.
 */
public sealed interface StoredShape {

  /** The Java type as source writes it. */
  TypeName javaType();

  /**
   * One scalar.
   *
   * @param scalar the row of the table
   * @param javaType a primitive, its box or a class
   */
  record Plain(Scalar scalar, TypeName javaType) implements StoredShape {}

  /** An enum, stored by its constants' names. */
  record Choice(ClassName javaType) implements StoredShape {}

  /**
   * A record.
   *
   * @param javaType the record, with its type arguments
   * @param components in order of declaration
   */
  record Product(TypeName javaType, List<Component> components) implements StoredShape {
    public Product {
      components = List.copyOf(components);
    }
  }

  /**
   * A component of a record.
   *
   * @param name its Java name
   */
  record Component(String name, StoredShape shape) {}

  /**
   * A sealed interface.
   *
   * @param javaType the interface, with its type arguments
   * @param variants its permitted types in order of declaration
   */
  record Sum(TypeName javaType, List<StoredShape> variants) implements StoredShape {
    public Sum {
      variants = List.copyOf(variants);
    }
  }

  /** An {@code Optional}. */
  record Maybe(StoredShape value) implements StoredShape {
    @Override
    public TypeName javaType() {
      return ParameterizedTypeName.get(ClassName.get(Optional.class), value.javaType().box());
    }
  }

  /** A {@code List}. */
  record ListOf(StoredShape element) implements StoredShape {
    @Override
    public TypeName javaType() {
      return ParameterizedTypeName.get(ClassName.get(List.class), element.javaType().box());
    }
  }

  /** A {@code Set}. */
  record SetOf(StoredShape element) implements StoredShape {
    @Override
    public TypeName javaType() {
      return ParameterizedTypeName.get(ClassName.get(Set.class), element.javaType().box());
    }
  }

  /** A {@code Map}. */
  record MapOf(StoredShape key, StoredShape value) implements StoredShape {
    @Override
    public TypeName javaType() {
      return ParameterizedTypeName.get(
          ClassName.get(Map.class), key.javaType().box(), value.javaType().box());
    }
  }

  /** Shapes that this one is made of, one level down. */
  default List<StoredShape> parts() {
    if (this instanceof Product product) {
      return product.components().stream().map(Component::shape).toList();
    } else if (this instanceof Sum sum) {
      return sum.variants();
    } else if (this instanceof Maybe maybe) {
      return List.of(maybe.value());
    } else if (this instanceof ListOf list) {
      return List.of(list.element());
    } else if (this instanceof SetOf set) {
      return List.of(set.element());
    } else if (this instanceof MapOf map) {
      return List.of(map.key(), map.value());
    }
    return List.of();
  }

  /**
   * Whether CQL calls two values equal exactly when Java does. Where it does not (decimals 1.0 and
   * 1.00, doubles 0.0 and -0.0) a set would lose elements, so it is stored as a list.
   */
  default boolean sameEquality() {
    if (this instanceof Plain plain) {
      return plain.scalar().sameEquality();
    }
    return parts().stream().allMatch(StoredShape::sameEquality);
  }

  /**
   * Whether some legal value is stored as null. A CQL collection has no null, so such an element is
   * wrapped in a tuple of one.
   */
  default boolean absentIsNull() {
    return this instanceof Maybe || (this instanceof Plain plain && plain.scalar().absentIsNull());
  }
}

package dev.fallback.processor.lock;

import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.OperationModel;
import dev.fallback.processor.model.OperationModel.KeyPart;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.Previous.FormerKey;
import dev.fallback.processor.model.Signature;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Choice;
import dev.fallback.processor.model.StoredShape.Component;
import dev.fallback.processor.model.StoredShape.Composite;
import dev.fallback.processor.model.StoredShape.Json;
import dev.fallback.processor.model.StoredShape.Plain;
import dev.fallback.processor.model.StoredShape.Product;
import dev.fallback.processor.model.StoredShape.Sum;
import dev.fallback.processor.model.StoredShape.Variant;
import dev.fallback.processor.model.Within;
import dev.fallback.processor.plan.CqlType;
import dev.fallback.processor.plan.OperationPlan;
import dev.fallback.processor.plan.PreviousPlan;
import dev.fallback.processor.plan.ServicePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a plan into facts, in the order of the file. */
final class WantedFacts {
  private final List<WantedFact> facts = new ArrayList<>();
  private final Set<TypeName> seen = new HashSet<>();

  private WantedFacts() {}

  static List<WantedFact> of(ServicePlan plan) {
    WantedFacts wanted = new WantedFacts();
    plan.operations().stream()
        .sorted(Comparator.comparing(stored -> stored.operation().table()))
        .forEach(wanted::table);
    plan.composites().stream()
        .sorted(Comparator.comparing(type -> type.name().text()))
        .forEach(wanted::type);
    Map<String, Enumeration> enums = new TreeMap<>();
    for (OperationPlan stored : plan.operations()) {
      OperationModel operation = stored.operation();
      wanted.enums(operation.answer(), operation.place(), enums);
      stored
          .previous()
          .ifPresent(former -> wanted.enums(former.previous().answer(), operation.place(), enums));
    }
    enums.values().forEach(wanted::constants);
    return wanted.facts;
  }

  private void table(OperationPlan stored) {
    OperationModel operation = stored.operation();
    String owner = "table " + operation.table();
    add(owner, "operation", operation.name(), true, operation.place(), operation.place());
    keyspace(owner, operation);
    String key = stored.keyType() + keyForm(operation.key().stream().map(KeyPart::shape));
    add(owner, LockJudge.KEY, key, true, operation.place(), operation.place());
    keyParts(owner, parts(operation), operation.place());
    String answer = stored.valueType() + form(operation.answer());
    add(owner, "answer", answer, true, operation.place(), operation.place());
    stored.previous().ifPresent(former -> former(former, operation));
  }

  /** What is said of the former table must be what was released. */
  private void former(PreviousPlan former, OperationModel operation) {
    String owner = "table " + former.previous().table();
    String answer = former.valueType() + form(former.previous().answer());
    add(owner, "operation", operation.name(), true, operation.place(), operation.place());
    keyspace(owner, operation);
    // As the user's class makes it, or of today's parts where it makes none.
    List<NamedPart> parts =
        former.previous().key().map(WantedFacts::parts).orElseGet(() -> parts(operation));
    String key = former.keyType() + keyForm(parts.stream().map(NamedPart::shape));
    add(owner, LockJudge.KEY, key, true, operation.place(), operation.place());
    keyParts(owner, parts, operation.place());
    add(owner, "answer", answer, true, operation.place(), operation.place());
  }

  /** A part of a key, and what it is called; empty where nothing says. */
  private record NamedPart(String name, StoredShape shape) {}

  /** A class file may not say what parameters are called. */
  private static List<NamedPart> parts(OperationModel operation) {
    List<ParameterSpec> parameters = operation.signature().parameters();
    return operation.key().stream()
        .map(
            part -> {
              String name = parameters.get(part.index()).name();
              return new NamedPart(Signature.isNameless(name) ? "" : name, part.shape());
            })
        .toList();
  }

  private static List<NamedPart> parts(FormerKey key) {
    return key.parts().stream().map(part -> new NamedPart(part.accessor(), part.shape())).toList();
  }

  /** The stored form of a key has no names, so that two parts could change places unnoticed. */
  private void keyParts(String owner, List<NamedPart> parts, Place place) {
    List<String> names = new ArrayList<>();
    parts.forEach(part -> names(part.name(), part.shape(), names));
    if (names.size() > 1 && parts.stream().noneMatch(part -> part.name().isEmpty())) {
      add(owner, LockJudge.KEY_PARTS, String.join(", ", names), true, place, place);
    }
  }

  /** Those of records stand in a key for the records, however deep in lists and Optionals. */
  private static void names(String name, StoredShape shape, List<String> names) {
    if (shape instanceof Product product) {
      product.components().forEach(part -> names(name + "." + part.field(), part.shape(), names));
    } else if (shape.parts().size() == 1) {
      names(name, shape.parts().get(0), names);
    } else {
      names.add(name);
    }
  }

  private void keyspace(String owner, OperationModel operation) {
    if (!operation.keyspace().isEmpty()) {
      add(
          owner,
          LockJudge.KEYSPACE,
          operation.keyspace(),
          false,
          operation.place(),
          operation.place());
    }
  }

  private void type(Composite type) {
    String owner = "type " + type.name();
    if (type instanceof Product product) {
      if (product.components().isEmpty()) {
        add(owner, LockJudge.EMPTY, "", true, type.place(), type.place());
      }
      for (Component component : product.components()) {
        StoredShape shape = component.shape();
        add(
            owner,
            "field " + component.field(),
            CqlType.of(shape) + form(shape),
            component.missing().isPresent() || shape.absentIsNull(),
            component.place(),
            type.place());
      }
    } else if (type instanceof Sum sum) {
      for (Variant variant : sum.variants()) {
        String value = CqlType.of(variant.shape()) + form(variant.shape());
        add(owner, "variant " + variant.field(), value, true, variant.place(), type.place());
      }
    }
  }

  private void constants(Enumeration found) {
    String owner = "enum " + found.type().javaType();
    for (String constant : found.type().constants()) {
      add(owner, "constant " + constant, "", true, found.place(), found.place());
    }
  }

  /** What the CQL type does not say; composites have facts of their own. */
  private static String form(StoredShape shape) {
    Stream<String> enums =
        ownParts(shape)
            .filter(Choice.class::isInstance)
            .map(part -> LockJudge.ENUM + part.javaType());
    return said(Stream.concat(enums, meanings(ownParts(shape))));
  }

  /**
   * The same of a key's parts, which has no composites: its records are tuples. Nor is it said
   * which enums are in it: of a constant that is gone nobody asks for the snapshots.
   */
  private static String keyForm(Stream<StoredShape> parts) {
    return said(meanings(parts.flatMap(Within::all)));
  }

  private static Stream<StoredShape> ownParts(StoredShape shape) {
    return shape instanceof Composite
        ? Stream.empty()
        : Stream.concat(Stream.of(shape), shape.parts().stream().flatMap(WantedFacts::ownParts));
  }

  private static Stream<String> meanings(Stream<StoredShape> shapes) {
    return shapes.map(WantedFacts::meaning).filter(meaning -> !meaning.isEmpty()).distinct();
  }

  private static String said(Stream<String> meanings) {
    return meanings.map(meaning -> " " + meaning).collect(Collectors.joining());
  }

  private static String meaning(StoredShape shape) {
    if (shape instanceof Json) {
      return "json";
    }
    return shape instanceof Plain plain ? plain.scalar().meaning() : "";
  }

  private record Enumeration(Choice type, Place place) {}

  private void enums(StoredShape shape, Place place, Map<String, Enumeration> found) {
    if (shape instanceof Composite && !seen.add(shape.javaType())) {
      return;
    }
    if (shape instanceof Choice choice) {
      found.putIfAbsent(choice.javaType().toString(), new Enumeration(choice, place));
    } else if (shape instanceof Product product) {
      product.components().forEach(part -> enums(part.shape(), part.place(), found));
    } else {
      shape.parts().forEach(part -> enums(part, place, found));
    }
  }

  private void add(
      String owner, String name, String value, boolean mayBeAdded, Place place, Place ownerPlace) {
    facts.add(new WantedFact(new Fact(false, owner, name, value), mayBeAdded, place, ownerPlace));
  }
}

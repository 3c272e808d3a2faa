package dev.fallback.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.ShapeFacts;
import dev.fallback.processor.model.ShapeProblem.Kind;
import dev.fallback.processor.model.StoredName;
import dev.fallback.processor.model.StoredShape;
import dev.fallback.processor.model.StoredShape.Component;
import dev.fallback.processor.model.StoredShape.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads users' own types: records, classes, sealed types, enums. */
final class CompositeReader {
  /** How often one generic type may be open with ever other arguments: it grows without end. */
  private static final int MAX_NESTING = 8;

  /**
   * How deeply types may be nested, for the sake of the stack, ours and later the application's.
   */
  private static final int MAX_DEPTH = 200;

  private final Types types;
  private final AnnotationReader annotations;
  private final Places places;
  private final Naming naming;
  private final Visibility visibility;
  private final Variants variants;
  private final RecordReader records;
  private final ClassReader classes;
  private final TypeReader reader;

  /** What was found, which does not depend on the way to it: a mistake is told on the first. */
  private final Map<TypeName, ShapeFacts> known = new HashMap<>();

  CompositeReader(
      Elements elements,
      Types types,
      Visibility visibility,
      AnnotationReader annotations,
      Places places,
      TypeReader reader) {
    this.types = types;
    this.annotations = annotations;
    this.places = places;
    this.naming = new Naming(annotations, places);
    this.visibility = visibility;
    this.variants = new Variants(types);
    this.records = new RecordReader(types, annotations, places);
    this.classes = new ClassReader(elements, types, visibility, annotations, places);
    this.reader = reader;
  }

  ShapeFacts read(DeclaredType type, TypeElement element, TypePath path) {
    TypeName name = TypeName.get(type);
    ShapeFacts before = known.get(name);
    if (before != null) {
      return before;
    }
    try {
      ShapeFacts found = readAnew(type, element, path);
      if (!isForeign(found, element, path)) {
        known.put(name, found);
      }
      return found;
    } catch (UnresolvedException e) {
      throw places.inSource(element) || !e.blame().isEmpty()
          ? e
          : new UnresolvedException(
              name + ", which mentions a type that is not on the class path; add its library");
    }
  }

  /** A class of others cannot be mended, so that each use of it is a mistake of its own. */
  private boolean isForeign(ShapeFacts found, TypeElement element, TypePath path) {
    return found.problems().size() == 1
        && found.problems().get(0).kind() == Kind.UNKNOWN
        && found.problems().get(0).path().equals(path.text())
        && !places.inSource(element);
  }

  private ShapeFacts readAnew(DeclaredType type, TypeElement element, TypePath path) {
    if (path.open().contains(TypeName.get(type)) || nesting(element, path) >= MAX_NESTING) {
      return Problems.of(Kind.RECURSIVE, type, path);
    } else if (path.open().size() >= MAX_DEPTH) {
      String detail =
          "is nested in %d other types; nest them less deeply, or store one of them as = JSON"
              .formatted(MAX_DEPTH);
      return Problems.of(Kind.UNKNOWN, type, path, detail);
    }
    Optional<StoredFacts> stored = annotations.stored(element);
    if (stored.isPresent() && (stored.get().isJson() || stored.get().with() != null)) {
      return reader.read(type, stored, path.into(TypeName.get(type)));
    } else if (stored.isPresent() && !stored.get().contradiction().isEmpty()) {
      StoredFacts facts = stored.get();
      return Problems.at(facts.place(), Kind.STORED, type, path, facts.contradiction());
    } else if (stored.flatMap(StoredFacts::declaredMissing).isPresent()) {
      String detail = "says what is missing, which only components can be; write it at them";
      return Problems.at(stored.get().place(), Kind.STORED, type, path, detail);
    } else if (element.getKind() == ElementKind.ENUM) {
      // First, since an enum whose constants have bodies is sealed.
      return visible(type, element, path, () -> choice(type, element, stored, path));
    } else if (element.getModifiers().contains(Modifier.SEALED)) {
      return visible(type, element, path, () -> sum(type, element, stored, path));
    } else if (element.getKind() == ElementKind.RECORD) {
      return visible(
          type,
          element,
          path,
          () -> product(type, element, stored, false, records.members(type, element, path), path));
    }
    if (places.inFirstRound(element) && Lombok.isToComplete(element, types)) {
      // Also where it could be stored already: Lombok may give it more to hold.
      throw new UnresolvedException(
          TypeName.get(type)
              + ", which Lombok is to complete and does not; let it run in this build");
    }
    ClassReader.Found found = classes.members(type, element, path);
    if (found.members().isEmpty()) {
      return Problems.of(Kind.UNKNOWN, type, path, found.problem());
    }
    boolean open = !element.getModifiers().contains(Modifier.FINAL);
    return visible(
        type, element, path, () -> product(type, element, stored, open, found.members(), path));
  }

  private interface Reading {
    ShapeFacts read();
  }

  private ShapeFacts visible(
      DeclaredType type, TypeElement element, TypePath path, Reading reading) {
    return visibility.canSee(element) ? reading.read() : Problems.of(Kind.INVISIBLE, type, path);
  }

  private ShapeFacts choice(
      DeclaredType type, TypeElement element, Optional<StoredFacts> stored, TypePath path) {
    if (stored.isPresent()) {
      String detail =
          "is an enum, of which the constants' names are stored: this has no effect; leave it out";
      return Problems.at(stored.get().place(), Kind.STORED, type, path, detail);
    }
    List<String> constants = new ArrayList<>();
    for (Element constant : element.getEnclosedElements()) {
      if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
        Optional<StoredFacts> said = annotations.stored(constant);
        if (said.isPresent()) {
          String detail =
              "stores constant %s by its name: this has no effect; leave it out, or convert the enum"
                  .formatted(constant.getSimpleName());
          return Problems.at(said.get().place(), Kind.STORED, type, path, detail);
        }
        constants.add(constant.getSimpleName().toString());
      }
    }
    return ShapeFacts.of(new StoredShape.Choice(ClassName.get(element), constants));
  }

  private ShapeFacts product(
      DeclaredType type,
      TypeElement element,
      Optional<StoredFacts> stored,
      boolean open,
      List<Member> members,
      TypePath path) {
    boolean millis = stored.map(StoredFacts::isMillis).orElse(false);
    TypePath inside = path.into(TypeName.get(type)).withMillis(millis);
    List<ShapeFacts> parts =
        members.stream()
            .map(
                member ->
                    reader.read(
                        member.type(),
                        member.stored(),
                        inside.step(element.getSimpleName() + "." + member.name(), member.place())))
            .toList();
    return Problems.all(
        parts,
        shapes -> {
          List<Component> components = new ArrayList<>();
          for (int i = 0; i < shapes.size(); i++) {
            Member member = members.get(i);
            components.add(
                new Component(
                    member.name(),
                    member.accessor(),
                    StoredFacts.name(
                        member.stored(), () -> CqlName.of(member.name()), member.place()),
                    shapes.get(i),
                    member.stored().flatMap(StoredFacts::declaredMissing),
                    member.place()));
          }
          return new StoredShape.Product(
              TypeName.get(type),
              naming.of(type, element, stored, path),
              open,
              components,
              places.of(element, path.place()));
        });
  }

  private ShapeFacts sum(
      DeclaredType type, TypeElement element, Optional<StoredFacts> stored, TypePath path) {
    if (stored.isPresent() && stored.get().isMillis()) {
      String detail = "is sealed, so as = MILLIS has no effect; write it at its variants";
      return Problems.at(stored.get().as().place(), Kind.STORED, type, path, detail);
    }
    TypePath inside = path.into(TypeName.get(type));
    List<ShapeFacts> parts = new ArrayList<>();
    List<StoredName> names = new ArrayList<>();
    List<Variants.Found> found = variants.under(type, element);
    for (Variants.Found variant : found) {
      TypeElement permitted = (TypeElement) variant.type().asElement();
      Place place = places.of(permitted, path.place());
      TypePath step =
          inside.step(element.getSimpleName() + " permits " + permitted.getSimpleName(), place);
      names.add(naming.ofVariant(variant.type(), permitted, place));
      parts.add(
          variant.specified()
              ? reader.read(variant.type(), step)
              : Problems.of(Kind.UNSPECIFIED, variant.type(), step));
    }
    if (!element.getModifiers().contains(Modifier.ABSTRACT)) {
      String detail =
          "is sealed and can itself be instantiated, so that it would be a variant of itself; make"
              + " it abstract, or store it as = JSON or with a converter";
      parts.add(Problems.of(Kind.UNKNOWN, type, path, detail));
    } else if (parts.isEmpty()) {
      parts.add(Problems.of(Kind.UNKNOWN, type, path, "has no variant of such a type"));
    }
    return Problems.all(
        parts,
        shapes -> {
          List<Variant> all = new ArrayList<>();
          for (int i = 0; i < shapes.size(); i++) {
            all.add(new Variant(names.get(i), shapes.get(i), names.get(i).place()));
          }
          return new StoredShape.Sum(
              TypeName.get(type),
              naming.of(type, element, stored, path),
              all,
              variants.tests(found),
              places.of(element, path.place()));
        });
  }

  private static long nesting(TypeElement element, TypePath path) {
    String raw = ClassName.get(element).toString();
    return path.open().stream()
        .filter(open -> open.toString().split("<", 2)[0].equals(raw))
        .count();
  }
}

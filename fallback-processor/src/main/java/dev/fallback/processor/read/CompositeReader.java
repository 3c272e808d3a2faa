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
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads users' own types: records, classes, sealed types, enums. */
final class CompositeReader {
  /** How often one generic type may be open with ever other arguments: it grows without end. */
  private static final int MAX_NESTING = 8;

  private final AnnotationReader annotations;
  private final Visibility visibility;
  private final Variants variants;
  private final RecordReader records;
  private final ClassReader classes;
  private final TypeReader reader;

  /** What was found storable, which does not depend on the way to it. */
  private final Map<TypeName, ShapeFacts> known = new HashMap<>();

  CompositeReader(
      Elements elements,
      Types types,
      Visibility visibility,
      AnnotationReader annotations,
      TypeReader reader) {
    this.annotations = annotations;
    this.visibility = visibility;
    this.variants = new Variants(types);
    this.records = new RecordReader(types, annotations);
    this.classes = new ClassReader(elements, types, visibility, annotations);
    this.reader = reader;
  }

  ShapeFacts read(DeclaredType type, TypeElement element, TypePath path) {
    TypeName name = TypeName.get(type);
    ShapeFacts before = known.get(name);
    if (before != null) {
      return before;
    }
    ShapeFacts found = readAnew(type, element, path);
    if (found.problems().isEmpty()) {
      known.put(name, found);
    }
    return found;
  }

  private ShapeFacts readAnew(DeclaredType type, TypeElement element, TypePath path) {
    if (path.open().contains(TypeName.get(type)) || nesting(element, path) >= MAX_NESTING) {
      return Problems.of(Kind.RECURSIVE, type, path);
    }
    Optional<StoredFacts> stored = annotations.stored(element);
    if (stored.isPresent() && (stored.get().isJson() || stored.get().with() != null)) {
      return reader.read(type, stored, path.into(TypeName.get(type)));
    } else if (stored.isPresent() && !stored.get().contradiction().isEmpty()) {
      StoredFacts facts = stored.get();
      return Problems.at(facts.place(), Kind.STORED, type, path, facts.contradiction());
    } else if (element.getModifiers().contains(Modifier.SEALED)) {
      return visible(type, element, path, () -> sum(type, element, stored, path));
    } else if (element.getKind() == ElementKind.ENUM) {
      return visible(type, element, path, () -> ShapeFacts.of(choice(element)));
    } else if (element.getKind() == ElementKind.RECORD) {
      return visible(
          type,
          element,
          path,
          () -> product(type, element, stored, false, records.members(type, element), path));
    }
    ClassReader.Found found = classes.members(type, element);
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

  private static StoredShape choice(TypeElement element) {
    List<String> constants =
        element.getEnclosedElements().stream()
            .filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT)
            .map(e -> e.getSimpleName().toString())
            .toList();
    return new StoredShape.Choice(ClassName.get(element), constants);
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
                        inside.step(element.getSimpleName() + "." + member.name())))
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
              TypeName.get(type), name(type, element, stored), open, components, place(element));
        });
  }

  private ShapeFacts sum(
      DeclaredType type, TypeElement element, Optional<StoredFacts> stored, TypePath path) {
    TypePath inside = path.into(TypeName.get(type));
    List<ShapeFacts> parts = new ArrayList<>();
    List<StoredName> names = new ArrayList<>();
    for (TypeMirror permitted : element.getPermittedSubclasses()) {
      if (permitted.getKind() == TypeKind.ERROR) {
        throw new UnresolvedException();
      }
      TypeElement variant = (TypeElement) ((DeclaredType) permitted).asElement();
      TypePath step = inside.step(element.getSimpleName() + " permits " + variant.getSimpleName());
      Optional<DeclaredType> under = variants.under(type, permitted);
      names.add(
          StoredFacts.name(
              annotations.stored(variant),
              () -> CqlName.of(TypeName.get(under.map(TypeMirror.class::cast).orElse(permitted))),
              place(variant)));
      parts.add(
          under
              .map(found -> reader.read(found, step))
              .orElseGet(() -> Problems.of(Kind.UNSPECIFIED, permitted, step)));
    }
    return Problems.all(
        parts,
        shapes -> {
          List<Variant> all = new ArrayList<>();
          for (int i = 0; i < shapes.size(); i++) {
            all.add(new Variant(names.get(i), shapes.get(i), names.get(i).place()));
          }
          return new StoredShape.Sum(
              TypeName.get(type), name(type, element, stored), all, place(element));
        });
  }

  /** A chosen name of a generic type is followed by its arguments, as a derived one is. */
  private static StoredName name(
      DeclaredType type, TypeElement element, Optional<StoredFacts> stored) {
    StoredName name =
        StoredFacts.name(stored, () -> CqlName.ofType(TypeName.get(type)), place(element));
    if (!name.isChosen() || type.getTypeArguments().isEmpty()) {
      return name;
    }
    String derived = CqlName.of(TypeName.get(type));
    String raw = CqlName.of(ClassName.get(element));
    return new StoredName(name.text() + derived.substring(raw.length()), true, name.place());
  }

  private static long nesting(TypeElement element, TypePath path) {
    String raw = ClassName.get(element).toString();
    return path.open().stream()
        .filter(open -> open.toString().split("<", 2)[0].equals(raw))
        .count();
  }

  private static Place place(Element element) {
    return JavacPlace.of(element);
  }
}

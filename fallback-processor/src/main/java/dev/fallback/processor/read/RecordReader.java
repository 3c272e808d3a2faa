package dev.fallback.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Reads the components of records. */
final class RecordReader {
  private final Types types;
  private final AnnotationReader annotations;
  private final Places places;

  RecordReader(Types types, AnnotationReader annotations, Places places) {
    this.types = types;
    this.annotations = annotations;
    this.places = places;
  }

  List<Member> members(DeclaredType type, TypeElement record, TypePath path) {
    List<Member> members = new ArrayList<>();
    for (RecordComponentElement component : record.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      Element place = field(record, component);
      members.add(
          new Member(
              name,
              name,
              ((ExecutableType) types.asMemberOf(type, component.getAccessor())).getReturnType(),
              Stream.of(place, component, component.getAccessor())
                  .flatMap(element -> annotations.stored(element).stream())
                  .findFirst(),
              places.of(place, path.place())));
    }
    return members;
  }

  /** The compiler knows the position of a component's field, but not of the component. */
  private static Element field(TypeElement record, RecordComponentElement component) {
    return ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
        .map(Element.class::cast)
        .findFirst()
        .orElse(component);
  }
}

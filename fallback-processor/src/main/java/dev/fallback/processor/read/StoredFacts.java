package dev.fallback.processor.read;

import dev.fallback.annotation.Stored;
import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.Place;
import dev.fallback.processor.model.StoredName;
import java.util.Optional;
import java.util.function.Supplier;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @Stored} says, as it was written.
 *
 * @param name empty where it was not given
 * @param was empty where it was not given
 * @param as the constant's name
 * @param with the converter, or null
 * @param place the annotation
 */
record StoredFacts(
    Located<String> name,
    Located<String> was,
    Located<String> as,
    @Nullable TypeMirror with,
    Located<String> missing,
    Place place) {

  boolean isJson() {
    return as.value().equals(Stored.As.JSON.name());
  }

  boolean isMillis() {
    return as.value().equals(Stored.As.MILLIS.name());
  }

  /** The default that was declared. */
  Optional<Located<String>> declaredMissing() {
    return missing.value().equals(Stored.UNDECLARED) ? Optional.empty() : Optional.of(missing);
  }

  /** What contradicts itself; empty where nothing does. */
  String contradiction() {
    if (!name.value().isEmpty() && !was.value().isEmpty()) {
      return "has name and was; was keeps the name that it had, name gives another: leave one out";
    } else if (with != null && !as.value().equals(Stored.As.NATURAL.name())) {
      return "has as and with; the converter says how it is stored: leave as out";
    }
    return "";
  }

  /** What says nothing of a result or a parameter, which has no name; empty where all does. */
  String withoutField() {
    if (!name.value().isEmpty() || !was.value().isEmpty()) {
      return "has a name, which only types and their components have in CQL; leave it out";
    }
    return declaredMissing().isPresent()
        ? "says what is missing, which only components can be; leave it out"
        : "";
  }

  /** The name in CQL: the chosen one, the former one, or the one that the Java name gives. */
  static StoredName name(Optional<StoredFacts> stored, Supplier<String> derived, Place place) {
    if (stored.isPresent() && !stored.get().name().value().isEmpty()) {
      Located<String> name = stored.get().name();
      return new StoredName(name.value(), true, name.place());
    } else if (stored.isPresent() && !stored.get().was().value().isEmpty()) {
      Located<String> was = stored.get().was();
      return new StoredName(CqlName.of(was.value()), true, was.place());
    }
    return new StoredName(derived.get(), false, place);
  }
}

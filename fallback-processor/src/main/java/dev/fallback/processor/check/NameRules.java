package dev.fallback.processor.check;

import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Place;
import java.util.List;

/** What every name in CQL must obey. Words of CQL are no matter: they are written in quotes. */
final class NameRules {
  private NameRules() {}

  /**
   * @param what kind of thing it names, and where
   * @param advice what to do
   */
  static List<Diagnostic> judge(String what, String name, Place place, String advice) {
    if (!CqlName.isLegal(name)) {
      return Rule.mistake(
          Code.NAME_NOT_CQL,
          place,
          "%s would be called %s; a name has lower-case letters, digits and underscores and begins"
              + " with a letter; %s",
          what,
          name,
          advice);
    } else if (name.length() > CqlName.MAX_LENGTH) {
      return Rule.mistake(
          Code.NAME_TOO_LONG,
          place,
          "%s would be called %s, which has %d characters where Cassandra allows %d; %s",
          what,
          name,
          name.length(),
          CqlName.MAX_LENGTH,
          advice);
    }
    return List.of();
  }
}

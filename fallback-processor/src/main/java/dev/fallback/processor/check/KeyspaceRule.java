package dev.fallback.processor.check;

import dev.fallback.processor.model.CqlName;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Diagnostic.Code;
import dev.fallback.processor.model.Located;
import dev.fallback.processor.model.MethodFacts;
import java.util.List;

/** Names of keyspaces are legal in CQL without quotes, and none of Cassandra's own. */
final class KeyspaceRule implements Rule<MethodFacts> {
  private static final String ADVICE = "give another name by keyspace =";

  @Override
  public List<Diagnostic> judge(MethodFacts method) {
    Located<String> keyspace = method.annotation().keyspace();
    String name = keyspace.value();
    if (name.isEmpty()) {
      return List.of();
    }
    boolean system = name.equals("system") || name.startsWith("system_");
    if (system || CqlName.isLegal(name) && !CqlName.quoted(name).equals(name)) {
      return Rule.mistake(
          Code.NAME_RESERVED,
          keyspace.place(),
          "keyspace would be called %s, which is %s; %s",
          name,
          system ? "one of Cassandra's own" : "a word of CQL",
          ADVICE);
    }
    return NameRules.judge("keyspace", name, keyspace.place(), ADVICE);
  }
}

package dev.fallback.processor;

import dev.fallback.annotation.Fallback;
import dev.fallback.annotation.FallbackDefaults;
import dev.fallback.processor.check.Check;
import dev.fallback.processor.check.Judgement;
import dev.fallback.processor.check.OptionRule;
import dev.fallback.processor.check.Settings;
import dev.fallback.processor.generate.GeneratedNames;
import dev.fallback.processor.generate.Generation;
import dev.fallback.processor.lock.SchemaLock;
import dev.fallback.processor.model.Diagnostic;
import dev.fallback.processor.model.Service;
import dev.fallback.processor.plan.ServicePlan;
import dev.fallback.processor.read.Messages;
import dev.fallback.processor.read.Outputs;
import dev.fallback.processor.read.ServiceReader;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Makes decorators, codecs and schema of interfaces with {@link Fallback} methods: read, check,
 * plan, compare with the lock, generate. Claims no annotation.
 */
public final class FallbackProcessor extends AbstractProcessor {
  private static final OptionRule OPTIONS =
      new OptionRule(
          Map.of(SchemaLock.CHECK, SchemaLock.FOLDER, SchemaLock.RELEASE, SchemaLock.FOLDER));

  private boolean optionsJudged;
  private @Nullable Check check;
  private @Nullable ServiceReader reader;
  private @Nullable Messages messages;
  private @Nullable Outputs outputs;
  private @Nullable SchemaLock lock;

  /** For the compiler, which finds the processor by {@link java.util.ServiceLoader}. */
  public FallbackProcessor() {}

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    reader = new ServiceReader(environment.getElementUtils(), environment.getTypeUtils());
    check =
        new Check(
            Settings.of(
                LocalDate.now(ZoneOffset.UTC), options().getOrDefault(Settings.EXPIRY, "")));
    messages = new Messages(environment.getMessager());
    outputs = new Outputs(environment.getFiler());
    lock = SchemaLock.of(options());
  }

  /** In a source, or hidden by a type inside the service, which the decorator inherits. */
  private boolean isTaken(String name, Service service) {
    return Objects.requireNonNull(reader).isSource(name)
        || service.hidingNames().contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** One that is given without a value is empty, where the compiler has null. */
  private Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    processingEnv
        .getOptions()
        .forEach((name, value) -> options.put(name, value == null ? "" : value));
    return options;
  }

  /**
   * All, since what inherits an annotated method may have no annotation of its own; but where the
   * list of descriptors is made of all services, Gradle compiles everything anew if it meets an
   * annotation that class files do not have, such as {@code @Override}.
   */
  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return isIsolating()
        ? Set.of("*")
        : Set.of(Fallback.class.getName(), FallbackDefaults.class.getName());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(
        Settings.EXPIRY,
        Settings.REGISTRY,
        SchemaLock.FOLDER,
        SchemaLock.CHECK,
        SchemaLock.RELEASE,
        isIsolating()
            ? "org.gradle.annotation.processing.isolating"
            : "org.gradle.annotation.processing.aggregating");
  }

  /** Whether each file is made of one service: all are, but for the list of descriptors. */
  private boolean isIsolating() {
    return isInitialized() && "false".equals(options().get(Settings.REGISTRY));
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Outputs files = Objects.requireNonNull(outputs);
    if (round.processingOver()) {
      if (!isIsolating()) {
        files.writeRegistry();
      }
      if (!round.errorRaised()) {
        Objects.requireNonNull(messages).print(Objects.requireNonNull(reader).leftOver());
        Objects.requireNonNull(messages).print(Objects.requireNonNull(lock).write());
      }
      return false;
    }
    if (!optionsJudged) {
      optionsJudged = true;
      Objects.requireNonNull(messages).print(OPTIONS.judge(options()));
    }
    Judgement judgement =
        Objects.requireNonNull(check).judge(Objects.requireNonNull(reader).read(round));
    Objects.requireNonNull(messages).print(judgement.diagnostics());
    for (Service service : judgement.sound()) {
      ServicePlan plan = ServicePlan.of(service);
      List<Diagnostic> forbidden = Objects.requireNonNull(lock).judge(plan);
      Objects.requireNonNull(messages).print(forbidden);
      if (!forbidden.isEmpty()) {
        continue;
      }
      Generation generation = Generation.of(plan);
      List<Diagnostic> taken =
          files.taken(generation, service.place(), name -> isTaken(name, service));
      Objects.requireNonNull(messages).print(taken);
      if (!taken.isEmpty()) {
        continue;
      }
      files.write(
          generation, service.place(), GeneratedNames.descriptor(service.name()).canonicalName());
    }
    return false;
  }
}

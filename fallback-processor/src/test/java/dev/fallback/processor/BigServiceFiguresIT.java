package dev.fallback.processor;

import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints how long a service of 200 operations over 500 types takes; judges nothing. */
@Tag("figures")
class BigServiceFiguresIT {
  @Test
  void a_big_service() {
    String source = BigServiceTest.bigService();
    for (int build = 1; build <= 5; build++) {
      long start = System.nanoTime();
      Compilation.with(List.of("-proc:none"), List.of(source)).orThrow();
      long without = System.nanoTime() - start;
      Timed ours = new Timed();
      start = System.nanoTime();
      Compilation.by(List.of(ours), List.of("-parameters"), List.of(source)).orThrow();
      long with = System.nanoTime() - start;
      System.out.printf(
          "build %d: compiler without us %d ms, with us %d ms, of which our processor %d ms%n",
          build, without / 1_000_000, with / 1_000_000, ours.nanos / 1_000_000);
    }
  }

  /** Counts the time that our processor takes. */
  private static final class Timed extends AbstractProcessor {
    private final FallbackProcessor processor = new FallbackProcessor();
    private long nanos;

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      long start = System.nanoTime();
      processor.init(environment);
      nanos += System.nanoTime() - start;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      long start = System.nanoTime();
      boolean claimed = processor.process(annotations, round);
      nanos += System.nanoTime() - start;
      return claimed;
    }
  }
}

package dev.fallback.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;

/**
 * A call never waits: it may begin on an event loop or a virtual thread. What may wait is named
 * here. Of {@code synchronized} only the modifier of methods is in the class file's signature;
 * blocks are seen by nobody here.
 */
@AnalyzeClasses(
    packages = "dev.fallback.internal.engine",
    importOptions = ImportOption.DoNotIncludeTests.class)
class NoBlockingTest {
  private static final Map<Class<?>, Set<String>> WAITING =
      Map.of(
          Future.class, Set.of("get"),
          CompletableFuture.class, Set.of("get", "join"),
          Thread.class, Set.of("sleep", "join"),
          Object.class, Set.of("wait"),
          CountDownLatch.class, Set.of("await"),
          BlockingQueue.class, Set.of("put", "take", "poll", "offer"),
          Semaphore.class, Set.of("acquire", "acquireUninterruptibly"),
          Lock.class, Set.of("lock", "lockInterruptibly"),
          LockSupport.class, Set.of("park", "parkNanos", "parkUntil"),
          ExecutorService.class, Set.of("awaitTermination", "invokeAll", "invokeAny"));

  /**
   * Closing waits for the queue; a future that is done already is asked for its value; and a caller
   * who waits for its own answer does.
   */
  private static final Set<String> MAY =
      Set.of(
          "Recorder.drain(java.time.Duration)",
          "BackendCall.start(",
          "CallersFuture.get(",
          "CallersFuture.join(",
          "CallersFuture.lend(");

  @ArchTest
  static final ArchRule no_call_waits =
      noClasses()
          .should()
          .callMethodWhere(
              new DescribedPredicate<JavaMethodCall>("waits, where it is not allowed to") {
                @Override
                public boolean test(JavaMethodCall call) {
                  return waits(call.getTarget()) && !mayWait(call);
                }
              });

  /** One that guards a few fields, and holds the lock across nothing that waits. */
  @ArchTest
  static final ArchRule no_method_is_synchronized_but_those_that_touch_fields_only =
      noMethods()
          .that()
          .doNotHaveFullName(
              "dev.fallback.internal.engine.BackendCalls$Shared.join("
                  + "dev.fallback.internal.engine.BackendCall$Listener)")
          .should()
          .haveModifier(SYNCHRONIZED);

  private static boolean waits(MethodCallTarget target) {
    JavaClass owner = target.getOwner();
    return WAITING.entrySet().stream()
        .anyMatch(
            waiting ->
                owner.isAssignableTo(waiting.getKey())
                    && waiting.getValue().contains(target.getName()));
  }

  private static boolean mayWait(JavaMethodCall call) {
    String origin =
        call.getOriginOwner().getSimpleName()
            + call.getOrigin().getFullName().substring(call.getOriginOwner().getName().length());
    return MAY.stream().anyMatch(origin::startsWith);
  }
}

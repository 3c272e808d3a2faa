package dev.fallback.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.fallback", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {

  @ArchTest
  static final ArchRule the_engine_knows_no_driver =
      noClasses()
          .that()
          .resideInAPackage("..internal.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.datastax..", "..internal.cassandra..", "..internal.schema..");

  @ArchTest
  static final ArchRule the_cassandra_store_knows_no_breaker =
      noClasses()
          .that()
          .resideInAPackage("..internal.cassandra..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..internal.engine..", "io.github.resilience4j..");

  @ArchTest
  static final ArchRule only_the_time_package_reads_clocks_and_makes_threads =
      noClasses()
          .that()
          .resideOutsideOfPackage("..internal.time..")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .orShould()
          .callMethod(java.util.concurrent.ForkJoinPool.class, "commonPool");

  @ArchTest
  static final ArchRule what_generated_code_calls_knows_nothing_inside =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.fallback.codegen..", "dev.fallback.spi..", "dev.fallback.event..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..internal..");

  @ArchTest
  static final ArchRule the_driver_is_known_only_where_cassandra_is =
      noClasses()
          .that()
          .resideOutsideOfPackages("..internal.cassandra..", "dev.fallback.schema..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.datastax..");
}

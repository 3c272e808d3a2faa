package dev.fallback.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the stages, and who may see the compiler. */
@AnalyzeClasses(packages = "dev.fallback.processor", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule stages_do_not_mix =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("processor")
          .definedBy("dev.fallback.processor")
          .layer("read")
          .definedBy("..processor.read..")
          .layer("check")
          .definedBy("..processor.check..")
          .layer("plan")
          .definedBy("..processor.plan..")
          .layer("lock")
          .definedBy("..processor.lock..")
          .layer("generate")
          .definedBy("..processor.generate..")
          .layer("model")
          .definedBy("..processor.model..")
          .whereLayer("processor")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("read")
          .mayOnlyBeAccessedByLayers("processor")
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("processor")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("processor", "check", "lock", "generate")
          .whereLayer("lock")
          .mayOnlyBeAccessedByLayers("processor")
          .whereLayer("generate")
          .mayOnlyBeAccessedByLayers("processor", "read");

  @ArchTest
  static final ArchRule only_the_reader_knows_the_compiler =
      noClasses()
          .that()
          .resideInAnyPackage("..model..", "..check..", "..plan..", "..lock..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javax.lang.model..", "javax.annotation.processing..", "javax.tools..");

  @ArchTest
  static final ArchRule the_generator_knows_only_words_of_the_compiler =
      noClasses()
          .that()
          .resideInAPackage("..generate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javax.lang.model.type..", "javax.lang.model.util..", "javax.tools..");

  @ArchTest
  static final ArchRule neither_runtime_nor_driver_is_known =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.fallback", "dev.fallback.codegen..", "com.datastax..");
}

// SPDX-License-Identifier: Apache-2.0
package dev.worth.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Core is a function of its arguments: what Maven's dependencies cannot hold, this does. */
@AnalyzeClasses(packages = "dev.worth", importOptions = DoNotIncludeTests.class)
class PurityTest {
  private static final Set<String> CLOCKS =
      Set.of("now", "currentTimeMillis", "nanoTime", "systemUTC", "systemDefaultZone");

  @ArchTest
  static final ArchRule core_reads_no_clock =
      noClasses()
          .that()
          .resideInAnyPackage("dev.worth.core..", "dev.worth.protocol..")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "reads a clock",
                  call ->
                      CLOCKS.contains(call.getTarget().getName())
                          && call.getTargetOwner().getPackageName().startsWith("java.")));

  @ArchTest
  static final ArchRule core_takes_no_chances =
      noClasses()
          .that()
          .resideInAnyPackage("dev.worth.core..", "dev.worth.protocol..")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "draws at random",
                  call ->
                      call.getTarget().getName().equals("random")
                          || isRandomUuid(call.getTarget())))
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random");

  @ArchTest
  static final ArchRule core_touches_nothing_outside =
      noClasses()
          .that()
          .resideInAnyPackage("dev.worth.core..", "dev.worth.protocol..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.io..")
                  .or(resideInAPackage("java.nio.file.."))
                  .or(resideInAPackage("java.nio.channels.."))
                  .or(resideInAPackage("java.net.."))
                  .or(resideInAPackage("java.sql.."))
                  .or(resideInAPackage("java.util.logging.."))
                  .or(resideInAPackage("org.slf4j.."))
                  .or(resideInAPackage("org.apache.pekko.."))
                  .or(resideInAPackage("ai.onnxruntime..")));

  @ArchTest
  static final ArchRule packages_form_no_cycles =
      slices().matching("dev.worth.core.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packages_see_each_other_in_one_direction =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("customer")
          .definedBy("dev.worth.core.customer..")
          .layer("features")
          .definedBy("dev.worth.core.features..")
          .layer("scoring")
          .definedBy("dev.worth.core.scoring..")
          .layer("decision")
          .definedBy("dev.worth.core.decision..")
          .layer("learning")
          .definedBy("dev.worth.core.learning..")
          .whereLayer("decision")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("learning")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("scoring")
          .mayOnlyBeAccessedByLayers("decision", "learning")
          .whereLayer("features")
          .mayOnlyBeAccessedByLayers("scoring", "decision", "learning");

  private static boolean isRandomUuid(AccessTarget target) {
    return target.getName().equals("randomUUID");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.worth.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may see whom inside the node. */
@AnalyzeClasses(packages = "dev.worth.node", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest static final ArchRule entities_know_no_model = mayNotSee("entity", "model");
  @ArchTest static final ArchRule entities_know_no_edge = mayNotSee("entity", "http", "ingest");

  /** Any Pekko journal will do: Cassandra in production. */
  @ArchTest static final ArchRule entities_know_no_plugin = mayNotSee("entity", "journal");

  @ArchTest
  static final ArchRule models_know_nothing_of_the_node =
      mayNotSee("model", "entity", "http", "ingest", "journal", "facts");

  @ArchTest
  static final ArchRule models_do_not_know_pekko =
      noClasses()
          .that()
          .resideInAPackage("..node.model..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.pekko..");

  @ArchTest
  static final ArchRule reading_and_writing_facts_needs_no_actor =
      noClasses()
          .that()
          .resideInAPackage("..node.ingest..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.pekko..");

  @ArchTest static final ArchRule the_edge_sees_no_journal = mayNotSee("http", "journal");

  @ArchTest
  static final ArchRule the_journal_stands_alone =
      mayNotSee("journal", "entity", "model", "http", "ingest");

  @ArchTest
  static final ArchRule no_package_needs_one_that_needs_it =
      slices().matching("dev.worth.node.(*)..").should().beFreeOfCycles();

  private static ArchRule mayNotSee(String who, String... whom) {
    var packages = new String[whom.length];
    for (int i = 0; i < whom.length; i++) packages[i] = "..node." + whom[i] + "..";
    return noClasses()
        .that()
        .resideInAPackage("..node." + who + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(true);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Every check of the suite names the sentence that it asks. */
class SaysTest {

  @Test
  void everyCheckCitesJdbc() {
    methods()
        .that()
        .areAnnotatedWith(Test.class)
        .or()
        .areAnnotatedWith(ParameterizedTest.class)
        .and()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("IT")
        .should()
        .beAnnotatedWith(Says.class)
        .check(new ClassFileImporter().importPackages("dev.parley.it.jdbc"));
  }
}

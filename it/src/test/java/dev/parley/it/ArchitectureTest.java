// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the tree promises about who may know whom. */
@AnalyzeClasses(
    packages = "dev.parley",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.OnlyOurOwn.class})
class ArchitectureTest {

  /** Leaves out what others wrote: classes shaded into the driver, and the generated parser. */
  static final class OnlyOurOwn implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/jdbc/shaded/") && !location.contains("/parser/generated/");
    }
  }

  @ArchTest
  static final ArchRule dependenciesRunOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("wire")
          .definedBy("dev.parley.wire..")
          .layer("protocol")
          .definedBy("dev.parley.protocol..")
          .layer("settings")
          .definedBy("dev.parley.settings..")
          .layer("crypto")
          .definedBy("dev.parley.crypto..")
          .layer("keys")
          .definedBy("dev.parley.keys..")
          .layer("members")
          .definedBy("dev.parley.members..")
          .layer("sql")
          .definedBy("dev.parley.sql..")
          .layer("planner")
          .definedBy("dev.parley.planner..")
          .layer("pipe")
          .definedBy("dev.parley.pipe..")
          .layer("actions")
          .definedBy("dev.parley.actions..")
          .layer("actionhost")
          .definedBy("dev.parley.actionhost..")
          .layer("node")
          .definedBy("dev.parley.node..")
          .layer("gateway")
          .definedBy("dev.parley.gateway..")
          .layer("jdbc")
          .definedBy("dev.parley.jdbc..")
          .whereLayer("wire")
          .mayNotAccessAnyLayer()
          .whereLayer("protocol")
          .mayOnlyAccessLayers("wire")
          .whereLayer("settings")
          .mayOnlyAccessLayers("protocol")
          .whereLayer("crypto")
          .mayOnlyAccessLayers("protocol", "wire")
          .whereLayer("keys")
          .mayOnlyAccessLayers("crypto", "protocol", "wire")
          .whereLayer("members")
          .mayOnlyAccessLayers("keys", "crypto", "settings", "protocol", "wire")
          .whereLayer("sql")
          .mayOnlyAccessLayers("protocol")
          .whereLayer("planner")
          .mayOnlyAccessLayers("sql", "protocol")
          .whereLayer("pipe")
          .mayOnlyAccessLayers("protocol", "settings", "wire")
          .whereLayer("actions")
          .mayOnlyAccessLayers("wire")
          .whereLayer("actionhost")
          .mayOnlyAccessLayers("settings", "protocol")
          .whereLayer("node")
          .mayOnlyAccessLayers("protocol", "wire", "settings", "crypto", "keys", "members", "pipe")
          .whereLayer("gateway")
          .mayOnlyAccessLayers(
              "planner",
              "sql",
              "protocol",
              "wire",
              "settings",
              "crypto",
              "keys",
              "members",
              "pipe",
              "jdbc")
          .whereLayer("jdbc")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule featuresDoNotKnowEachOther =
      slices()
          .matching("dev.parley.planner.(secureagg|knn|psi|train|keyword|semantic)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.parley.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noDumpingGrounds =
      noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Manager|Misc|Common)$");

  @ArchTest
  static final ArchRule secretsAreNotRecords =
      noClasses()
          .that()
          .resideInAPackage("dev.parley.keys..")
          .and()
          .haveNameMatching(".*(Key|Keys|KeyFile)$")
          .should()
          .beRecords();

  /** A record prints what it holds: a secret has a type of its own, which does not print. */
  @ArchTest
  static final ArchRule recordsHoldNoSecretThatPrints =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .areRecords()
          .and()
          // Of a federation for tests, with a toString of its own.
          .areNotDeclaredIn("dev.parley.testkit.federation.LocalFederationSettings")
          .and()
          .haveNameMatching("(?i).*(password|secret|privateKey|secretKey)")
          .should()
          .haveRawType(String.class)
          .orShould()
          .haveRawType(byte[].class)
          .orShould()
          .haveRawType(char[].class);

  @ArchTest
  static final ArchRule recordsHoldNoKeyOfJava =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .areRecords()
          .should()
          .haveRawType(assignableTo(java.security.PrivateKey.class))
          .orShould()
          .haveRawType(assignableTo(java.security.KeyPair.class))
          .orShould()
          .haveRawType(assignableTo(javax.crypto.SecretKey.class));

  @ArchTest
  static final ArchRule theProtocolKnowsNoFramework =
      noClasses()
          .that()
          .resideInAPackage("dev.parley.protocol..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.apache.calcite..").or(resideInAPackage("software.amazon..")));

  @ArchTest
  static final ArchRule publicTypesAreFinalOrSealed =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .arePublic()
          .and()
          .areNotInterfaces()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .orShould()
          .beAssignableTo(Enum.class);
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is accepted is known, and told, and no more than that. */
class DeviationTest {
  private static final Outcome ONE = new Outcome("java.lang.Integer 1");
  private static final Outcome REFUSED = new Outcome("error 22003");

  @ParameterizedTest
  @EnumSource
  void theDocumentationTellsIt(Deviation deviation) throws Exception {
    assertThat(Files.readString(Path.of("../docs/jdbc.md"))).contains(deviation.reason());
  }

  @Test
  void eachIsNeededByAClassOfChecks() {
    Set<Deviation> needed = EnumSet.noneOf(Deviation.class);
    for (JavaClass checks : new ClassFileImporter().importPackages("dev.parley.it.jdbc")) {
      if (checks.isAnnotatedWith(MayDeviate.class)) {
        needed.addAll(Deviations.Extension.allowedIn(checks.reflect()));
      }
    }

    assertThat(needed).isEqualTo(EnumSet.allOf(Deviation.class));
  }

  @Test
  void whatIsNotListedIsNone() {
    Deviations all = new Deviations(EnumSet.allOf(Deviation.class));
    Outcome other = new Outcome("java.lang.Integer 2");

    assertThat(all.covering("getInt of whole", ONE, other)).isEmpty();
    assertThat(all.covering("getString of moment", ONE, other)).isEmpty();
    assertThat(all.covering("getInt of flag", REFUSED, other)).isEmpty();
    assertThat(all.covering("getInt of flag", REFUSED, ONE))
        .contains(Deviation.NUMBERS_OF_BOOLEANS);
  }

  @Test
  void aDeviationExcusesNothingWhereItIsNotExpected() {
    Deviations none = new Deviations(List.of(Deviation.NATIONAL));

    assertThat(none.covering("getInt of flag", REFUSED, ONE)).isEmpty();
  }

  @Test
  void whatTwoOutcomesAreToEachOtherCounts() {
    Deviations all = new Deviations(EnumSet.allOf(Deviation.class));
    Outcome integer = new Outcome("java.lang.String int4");
    String check = "getColumnTypeName of samples";

    assertThat(all.covering(check, integer, new Outcome("java.lang.String INTEGER"))).isPresent();
    assertThat(all.covering(check, integer, new Outcome("java.lang.String BIGINT"))).isEmpty();
    assertThat(all.covering("isWritable of samples", yes(false), yes(true))).isEmpty();
    assertThat(all.covering("isWritable of samples", yes(true), yes(false))).isPresent();
  }

  private static Outcome yes(boolean truth) {
    return new Outcome("java.lang.Boolean " + truth);
  }

  @Test
  void thoseThatNoCheckHasNeededAreIdle() {
    Deviations two =
        new Deviations(List.of(Deviation.NUMBERS_OF_BOOLEANS, Deviation.EMPTY_NUMBERS));

    assertThat(two.covering("getInt of flag", REFUSED, ONE)).isPresent();

    assertThat(two.idle()).containsExactly(Deviation.EMPTY_NUMBERS);
  }
}

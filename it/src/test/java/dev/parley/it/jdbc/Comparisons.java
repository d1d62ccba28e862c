// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What pgjdbc and one of our drivers gave for the same calls of one check. */
final class Comparisons {
  private final String check;
  private final Deviations deviations;
  private final List<String> differences = new ArrayList<>();

  Comparisons(String check, Deviations deviations) {
    this.check = check;
    this.deviations = deviations;
  }

  void add(String where, Outcome pgjdbc, Outcome ours) {
    String place = check + ", " + where;
    boolean fine =
        pgjdbc.equals(ours)
            ? !deviations.isExpected(place, pgjdbc)
            : deviations.covering(place, pgjdbc, ours).isPresent();
    if (!fine) {
      differences.add("%s: pgjdbc %s, Parley %s".formatted(where, pgjdbc, ours));
    }
  }

  /** Fails if they differ otherwise, or less, than the class {@link MayDeviate}. */
  void verify() {
    assertThat(differences).as(check).isEmpty();
  }
}

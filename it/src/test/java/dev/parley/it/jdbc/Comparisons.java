// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What pgjdbc and one of our drivers gave for the same calls of one check. */
final class Comparisons {
  private final String check;
  private final List<String> differences = new ArrayList<>();

  Comparisons(String check) {
    this.check = check;
  }

  void add(String where, Outcome pgjdbc, Outcome ours) {
    if (pgjdbc.equals(ours)) {
      return;
    }
    if (Deviation.of(check, pgjdbc, ours).isEmpty()) {
      differences.add("%s: pgjdbc %s, Parley %s".formatted(where, pgjdbc, ours));
    }
  }

  /** Fails if they differ in another way than {@link Deviation} says. */
  void verify() {
    assertThat(differences).as(check).isEmpty();
  }
}

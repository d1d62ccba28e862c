// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;

/** What pgjdbc and one of our drivers gave for the same calls of one check. */
final class Comparisons {
  private final String check;
  private final List<String> differences = new ArrayList<>();

  Comparisons(String check) {
    this.check = check;
  }

  void add(String where, Outcome pgjdbc, Outcome ours) {
    if (!pgjdbc.equals(ours)) {
      differences.add("%s: pgjdbc %s, Parley %s".formatted(where, pgjdbc, ours));
    }
  }

  /** Fails if they differ and {@link Deviation} does not say so, or the other way round. */
  void verify() {
    String expected = Deviation.of(check).map(Deviation::reason).orElse("");
    if (expected.isEmpty()) {
      Assertions.assertThat(differences).as(check).isEmpty();
    } else {
      Assertions.assertThat(differences).as("%s, as %s", check, expected).isNotEmpty();
    }
  }
}

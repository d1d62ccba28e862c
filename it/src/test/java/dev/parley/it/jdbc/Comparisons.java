// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What pgjdbc and one of our drivers gave for the same calls of one check. */
final class Comparisons {
  private static final Logger log = LoggerFactory.getLogger(Comparisons.class);

  private final String check;
  private final List<String> differences = new ArrayList<>();
  private final Set<Deviation> deviations = EnumSet.noneOf(Deviation.class);

  Comparisons(String check) {
    this.check = check;
  }

  void add(String where, Outcome pgjdbc, Outcome ours) {
    if (pgjdbc.equals(ours)) {
      return;
    }
    Optional<Deviation> deviation = Deviation.of(check, pgjdbc, ours);
    if (deviation.isPresent()) {
      deviations.add(deviation.get());
    } else {
      differences.add("%s: pgjdbc %s, Parley %s".formatted(where, pgjdbc, ours));
    }
  }

  /** Fails if they differ in another way than {@link Deviation} says. */
  void verify() {
    for (Deviation deviation : deviations) {
      log.info("deviates check='{}' as={} why='{}'", check, deviation, deviation.reason());
    }
    assertThat(differences).as(check).isEmpty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measurements that belong together. */
public interface Suite {

  /** How much is measured. */
  enum Extent {
    QUICK,
    FULL
  }

  /** The word for it on the command line. */
  String name();

  /**
   * Measures.
   *
   * @param progress is told a line whenever something has been done
   */
  Figures run(Extent extent, Consumer<String> progress) throws SQLException;

  /** Returns all suites. */
  static List<Suite> all() {
    return List.of(new StatisticsSuite(), new SpatialSuite());
  }

  /**
   * Returns the suites of these names.
   *
   * @throws ParleyException with {@link ErrorCode#INVALID_SETTINGS} if there is no such suite
   */
  static List<Suite> named(List<String> names) {
    List<Suite> suites = new ArrayList<>();
    for (String name : names) {
      suites.add(
          all().stream()
              .filter(suite -> suite.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ParleyException(
                          ErrorCode.INVALID_SETTINGS,
                          "There is no suite '%s'".formatted(name),
                          "Choose of: "
                              + String.join(", ", all().stream().map(Suite::name).toList()))));
    }
    return suites;
  }
}

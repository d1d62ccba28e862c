// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that MariaDB writes, for the servers of the tests run without grants. */
class WriteRightsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION",
        "GRANT SELECT, INSERT ON `city`.* TO `parley`@`%`",
        "GRANT SELECT (`a`), UPDATE (`b`) ON `city`.`trips` TO `parley`@`%`",
        "GRANT FILE ON *.* TO `parley`@`%`",
        "GRANT SELECT, CREATE VIEW ON `city`.* TO `parley`@`%`",
      })
  void knowsRightsToWrite(String line) {
    assertThat(WriteRights.inGrant(line)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRANT USAGE ON *.* TO `parley`@`%` IDENTIFIED BY PASSWORD '*0123'",
        "GRANT SELECT, SHOW VIEW ON `city`.* TO `parley`@`%`",
        "GRANT SELECT ON `DROP`.`x, INSERT` TO `parley`@`%`",
        "GRANT `reader` TO `parley`@`%`",
      })
  void knowsRightsToRead(String line) {
    assertThat(WriteRights.inGrant(line)).isEmpty();
  }
}

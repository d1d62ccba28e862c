// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;

/** The golden SQL, over a pipe that is a folder. */
class GoldenSqlIT extends GoldenSuite {
  @BeforeAll
  void start() throws Exception {
    run(UnaryOperator.identity(), Path.of("target/iq"), 4);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.topk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.Rows;
import dev.parley.it.SharedFederation;
import dev.parley.testkit.federation.ThreadLauncher;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows in an order that nobody may see, over four owners with databases of four kinds, against one
 * plaintext PostgreSQL with all rows.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BestRowsIT {
  private static final Path DATA = Path.of("src/test/resources/searched");

  private static @Nullable SharedFederation federation;

  @BeforeAll
  static void start() throws Exception {
    federation = SharedFederation.start(DATA, Path.of("target"), new ThreadLauncher());
  }

  @AfterAll
  static void stop() throws Exception {
    if (federation != null) {
      federation.close();
    }
  }

  private static SharedFederation running() {
    if (federation == null) {
      throw new IllegalStateException("The federation has not started");
    }
    return federation;
  }

  @ParameterizedTest
  @CsvSource({
    "age, 1",
    "age, 5",
    "age, 40",
    "age DESC, 9",
    "age DESC NULLS LAST, 3",
    "age NULLS FIRST, 30",
    "weight, 1",
    "weight, 12",
    "weight DESC NULLS LAST, 7",
    "ABS(weight - 72.5), 10",
    "balance, 6",
    "balance DESC NULLS LAST, 4",
    "born, 8",
    "born DESC, 17",
    "seen, 3",
    "seen DESC NULLS LAST, 11",
    "vip, 20",
    "vip DESC, 33",
    "nick, 25",
    "nick DESC, 31",
    "age, 1000",
    "ABS(age - 41), 190",
  })
  void theBestRowsAreThoseOfAllOwners(String order, int k) throws Exception {
    List<List<String>> found =
        Rows.of(
            running()::connect,
            "SELECT id, name FROM people ORDER BY %s LIMIT %d".formatted(order, k));
    List<List<String>> truth =
        Rows.of(
            running()::connectToReference,
            "SELECT id, name FROM people ORDER BY %s, id LIMIT %d".formatted(order, k));

    assertThat(found).containsExactlyInAnyOrderElementsOf(truth);
  }
}

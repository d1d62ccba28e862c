// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikePatternTest {

  @ParameterizedTest
  @CsvSource({
    "trips, TRIPS",
    "grün, GRÜN",
    "%, trips",
    "%, ''",
    "'', ''",
    "t%s, trips",
    "t%s, ts",
    "t%%%s, trips",
    "t_ips, trips",
    "t__ps, trips",
    "t_%, tr",
    "t%_%, tr",
    "t\\_ips, t_ips",
    "t\\%s, t%s",
    "%\\%, trip%",
    "t\\\\s, t\\s",
    "t\\\\%, t\\rips",
    "t\\rips, trips",
    "trips\\, trips",
    "t.ips, t.ips",
    "t*, t*",
    "(t|u)[a]{1}^$?+, (t|u)[a]{1}^$?+",
    "\\Q\\E, QE",
    "\\\\Q\\\\E, \\Q\\E"
  })
  void aPatternMatchesAsJdbcSays(String pattern, String name) {
    assertThat(new LikePattern(pattern).matches(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "grüße, GRÜSSE",
    "'', t",
    "t%s, trip",
    "t_ips, tips",
    "t_%, t",
    "t\\_ips, trips",
    "t\\%s, trips",
    "%\\%, trips",
    "t.ips, trips",
    "t*, tt",
    "trip, trips",
    "rips, trips"
  })
  void aPatternMatchesNothingElse(String pattern, String name) {
    assertThat(new LikePattern(pattern).matches(name)).isFalse();
  }

  @Test
  void anyTextMayHaveLineBreaks() {
    assertThat(new LikePattern("a%d").matches("a\nb\r\nd")).isTrue();
    assertThat(new LikePattern("a_b").matches("a\nb")).isTrue();
  }

  @Test
  void noPatternMatchesEverything() {
    assertThat(new LikePattern(null).matches("")).isTrue();
    assertThat(new LikePattern(null).matches("trips")).isTrue();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ParleyException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Files that are made to cost whoever reads them time, memory or stack. */
class HostileYamlTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void aBillionLaughsAreRefused() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i <= 9; i++) {
      String alias = "*a" + (i - 1);
      yaml.append("a%d: &a%d [%s".formatted(i, i, alias)).append((", " + alias).repeat(7));
      yaml.append("]\n");
    }

    assertRefused(yaml.toString(), "aliases");
  }

  @Test
  void aListOfListsAsAKeyCostsNothing() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [lol, lol]\n");
    for (int i = 1; i <= 24; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertRefused(yaml + "? *a24\n: 1\n", "aliases");
  }

  @Test
  void aHundredThousandBracketsAreRefused() {
    assertRefused("a: " + "[".repeat(100_000), "nested too deeply");
    assertRefused("a: " + "[".repeat(100_000) + "]".repeat(100_000), "nested too deeply");
    assertRefused("{a: ".repeat(100_000), "nested too deeply");
    assertRefused("- ".repeat(100_000), "nested too deeply");
    assertRefused("? ".repeat(100_000), "nested too deeply");
  }

  @Test
  void noOtherTypesAreMade() {
    assertRefused("a: !!javax.script.ScriptEngineManager []", "could not determine a constructor");
    assertRefused("&a [*a]", "not a mapping");
    assertRefused("!%e", "not YAML");
  }

  @Test
  void aFileOfMoreThanAMillionCharactersIsRefused() {
    assertRefused("a: " + "x".repeat(1 << 20), "code points");
  }

  private static void assertRefused(String yaml, String fact) {
    long start = System.nanoTime();
    assertThatThrownBy(() -> Settings.parse(Path.of("node.yaml"), yaml).finish())
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining(fact);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
  }
}

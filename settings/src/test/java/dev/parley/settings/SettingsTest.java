// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ParleyException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Path FILE = Path.of("/etc/parley/node.yaml");

  @Test
  void tellsEveryFaultAtOnce() {
    Settings settings =
        Settings.parse(
            FILE,
            """
            node: "no spaces please"
            limits: {statementTimeout: soon, maxRosw: 5}
            tables: [a]
            """);

    settings.required("node", NodeId::new);
    settings.required("federation", text -> text);
    settings.section("limits").optional("statementTimeout", Settings::duration, Duration.ZERO);
    settings.sections("tables");

    assertThatThrownBy(settings::finish)
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("node = 'no spaces please': Invalid node name")
        .hasMessageContaining("federation is missing")
        .hasMessageContaining("limits.statementTimeout = 'soon': want a duration")
        .hasMessageContaining("limits.maxRosw is not a setting")
        .hasMessageContaining("tables is not a section");
  }

  @Test
  void readsValuesDefaultsListsAndRelativePaths() {
    Settings settings = Settings.parse(FILE, "{keys: north.keys, analysts: [a, b], n: 7}");

    Setting<Path> keys = settings.path("keys");
    var analysts = settings.list("analysts", text -> text);
    Setting<Integer> n = settings.optional("n", Settings.integer(1, 9), 1);
    Setting<Duration> timeout =
        settings.optional("timeout", Settings::duration, Duration.ofSeconds(60));
    settings.finish();

    assertThat(keys.get()).isEqualTo(Path.of("/etc/parley/north.keys"));
    assertThat(analysts.get()).containsExactly("a", "b");
    assertThat(n.get()).isEqualTo(7);
    assertThat(timeout.get()).isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: 1\na: 2", "- a", "a: [", "a: *b"})
  void refusesWhatIsNotAPlainMapping(String yaml) {
    assertThatThrownBy(() -> Settings.parse(FILE, yaml))
        .isInstanceOf(ParleyException.class)
        .hasMessageStartingWith("Settings in /etc/parley/node.yaml cannot be used");
  }
}

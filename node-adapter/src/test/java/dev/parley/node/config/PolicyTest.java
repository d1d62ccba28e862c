// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.AnalystId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.catalog.NearestMode;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ParleyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Path FILE = Path.of("/etc/parley/policy.yaml");

  @Test
  void readsEveryKey() {
    Policy policy =
        parse(
            """
            analysts: [health-board]
            questionsPerDay: 7
            minOwners: 3
            protection: homomorphic
            tables:
              trips:
                key: [id]
                minRows: 9
                location: {column: pickup, x: lon, y: lat}
                nearest: local
                columns:
                  zone: [reveal, group, filter]
                  fare: [aggregate, filter]
            """);

    assertThat(policy.analysts()).containsExactly(new AnalystId("health-board"));
    assertThat(policy.questionsPerDay()).isEqualTo(7);
    assertThat(policy.minOwners()).isEqualTo(3);
    TablePolicy trips = policy.tables().values().iterator().next();
    assertThat(trips.key()).isEqualTo(List.of("id"));
    assertThat(trips.minRows()).isEqualTo(9);
    assertThat(trips.location().orElseThrow().coordinates().orElseThrow().y()).isEqualTo("lat");
    assertThat(trips.nearest()).isEqualTo(NearestMode.LOCAL);
    assertThat(trips.columns().keySet()).containsExactly("zone", "fare");
    assertThat(trips.columns()).containsEntry("fare", Set.of(Use.AGGREGATE, Use.FILTER));
  }

  @Test
  void anEmptyPolicyAllowsNothingAndItsDefaultsProtect() {
    Policy policy = parse("tables: {t: {columns: {c: []}}}");

    assertThat(policy.analysts()).isEmpty();
    assertThat(policy.questionsPerDay()).isEqualTo(1000);
    assertThat(policy.minOwners()).isEqualTo(2);
    TablePolicy table = policy.tables().values().iterator().next();
    assertThat(table.minRows()).isEqualTo(5);
    assertThat(table.nearest()).isEqualTo(NearestMode.PRIVATE);
  }

  @Test
  void reportsEveryFaultAtOnce() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    analysts: ["no one here"]
                    questionsPerDay: 0
                    protection: masked
                    tabels: {}
                    tables:
                      trips:
                        minRows: few
                        location: {column: pickup, x: lon}
                        nearest: global
                        columns:
                          zone: [group, sell]
                          Zone: [group]
                      empty: {}
                    """))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("analysts = 'no one here': Invalid analyst name")
        .hasMessageContaining("questionsPerDay = '0': want a number")
        .hasMessageContaining(
            "protection = 'masked': this version has no masking; write homomorphic, or any")
        .hasMessageContaining("tabels is not a setting")
        .hasMessageContaining("tables.trips.minRows = 'few': want a whole number")
        .hasMessageContaining("tables.trips.location.x and y go together")
        .hasMessageContaining("tables.trips.nearest = 'global': want private or local")
        .hasMessageContaining("tables.trips.columns.zone = 'sell': want reveal")
        .hasMessageContaining("tables.trips.columns.Zone is there twice")
        .hasMessageContaining("tables.empty.columns is missing");
  }

  @Test
  void halfAPlaceIsAFault() {
    assertThatThrownBy(
            () -> parse("tables: {t: {location: {column: c, x: lon}, columns: {c: []}}}"))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("tables.t.location.x and y go together");
  }

  @Test
  void anyProtectionIsMetByHomomorphic() {
    assertThat(parse("protection: any").tables()).isEmpty();
  }

  @Test
  void grantsAllUsersOfAnAnalystOrSome() {
    Policy policy = parse("analysts: [health-board, lab/alice, lab/bob o'hara/x]");

    assertThat(policy.analysts())
        .containsExactlyInAnyOrder(new AnalystId("health-board"), new AnalystId("lab"));
    assertThat(policy.grants(principal("health-board", "anyone"))).isTrue();
    assertThat(policy.grants(principal("lab", "alice"))).isTrue();
    assertThat(policy.grants(principal("lab", "bob o'hara/x"))).isTrue();
    assertThat(policy.grants(principal("lab", "Alice"))).isFalse();
    assertThat(policy.grants(principal("other", "alice"))).isFalse();
    assertThatThrownBy(() -> parse("analysts: [lab/, /alice]"))
        .hasMessageContaining("analysts = 'lab/': Invalid user name")
        .hasMessageContaining("analysts = '/alice': Invalid analyst name");
  }

  private static Principal principal(String analyst, String user) {
    return new Principal(new AnalystId(analyst), user);
  }

  private static Policy parse(String yaml) {
    return Policy.parse(FILE, yaml, tables -> List.of());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.party.Parties;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeSightTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration NEXT = Duration.ofSeconds(2);

  private final NodeSight sight = new NodeSight();

  @Test
  void aNodeIsOfflineOnceThreeHeartbeatsAreMissing() {
    see(NOW, NOW);

    assertThat(sight.isOnline(NOW.plusSeconds(6))).isTrue();
    assertThat(sight.isOnline(NOW.plusSeconds(7))).isFalse();
  }

  @Test
  void aHeartbeatThatLayThereForLongIsNoSignOfLife() {
    see(NOW.minusSeconds(60), NOW);

    assertThat(sight.isOnline(NOW)).isFalse();
    assertThat(sight.age(NOW)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aClockThatIsBehindDoesNoHarmFromTheSecondHeartbeatOn() {
    see(NOW.minusSeconds(598), NOW);
    see(NOW.minusSeconds(596), NOW.plusSeconds(2));

    assertThat(sight.isOnline(NOW.plusSeconds(3))).isTrue();
    assertThat(sight.lastSeen(NOW.plusSeconds(3))).isEqualTo("last seen 1 s ago");
  }

  @Test
  void aClockThatIsBehindByMoreThanTenMinutesIsNamed() {
    see(NOW.minusSeconds(601), NOW);
    assertThat(sight.lastSeen(NOW)).isEqualTo("last seen 601 s ago");
    see(NOW.minusSeconds(599), NOW.plusSeconds(2));

    assertThat(sight.isOnline(NOW.plusSeconds(3))).isFalse();
    assertThat(sight.lastSeen(NOW.plusSeconds(3)))
        .isEqualTo("its clock is 601 s behind this gateway's, more than 10 min");

    see(NOW.plusSeconds(4), NOW.plusSeconds(4));
    assertThat(sight.isOnline(NOW.plusSeconds(4))).isTrue();
  }

  @Test
  void aClockThatIsAheadByMoreThanTenMinutesIsNamed() {
    see(NOW.plusSeconds(601), NOW);

    assertThat(sight.isOnline(NOW)).isFalse();
    assertThat(sight.heartbeat()).isNull();
    assertThat(sight.lastSeen(NOW))
        .isEqualTo("its clock is 601 s ahead of this gateway's, more than 10 min");

    see(NOW.plusSeconds(600), NOW);
    assertThat(sight.isOnline(NOW)).isTrue();
  }

  @Test
  void aClockThatIsAheadDoesNotMakeANodeLiveLonger() {
    see(NOW.plusSeconds(600), NOW);

    assertThat(sight.isOnline(NOW.plusSeconds(6))).isTrue();
    assertThat(sight.isOnline(NOW.plusSeconds(7))).isFalse();
  }

  @Test
  void anOlderHeartbeatPlayedAgainIsNoSignOfLife() {
    see(NOW, NOW);
    see(NOW.minusSeconds(2), NOW.plusSeconds(10));
    see(NOW, NOW.plusSeconds(11));

    assertThat(sight.isOnline(NOW.plusSeconds(11))).isFalse();
  }

  @Test
  void timesAtTheEndOfTimeAreNoTrouble() {
    String unused =
        sight.saw(
            Parties.heartbeat(
                Parties.NORTH,
                Instant.ofEpochMilli(Long.MIN_VALUE),
                Duration.ofMillis(Long.MAX_VALUE)),
            NOW);

    assertThat(sight.isOnline(NOW)).isTrue();
  }

  @Test
  void aComplaintIsNewsOnce() {
    assertThat(sight.isNews("forged")).isTrue();
    assertThat(sight.isNews("forged")).isFalse();
    assertThat(sight.isNews("")).isTrue();
    assertThat(sight.isNews("forged")).isTrue();
  }

  private void see(Instant at, Instant now) {
    String unused = sight.saw(Parties.heartbeat(Parties.NORTH, at, NEXT), now);
  }
}

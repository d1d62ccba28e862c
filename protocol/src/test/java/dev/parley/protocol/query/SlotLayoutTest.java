// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.query.SlotLayout.Place;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotLayoutTest {
  private static final int PLAINTEXT_BITS = 2047;

  @Test
  void slotsNeitherOverlapNorCrossAPlaintext() {
    Random random = new Random(20260104);
    for (int round = 0; round < 200; round++) {
      List<Slot> slots = new ArrayList<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        slots.add(slot(18 + random.nextInt(237)));
      }
      SlotLayout layout = SlotLayout.of(slots, PLAINTEXT_BITS);
      assertThat(layout.slots()).isEqualTo(slots.size() + SlotLayout.FIRST_VALUE);
      int plaintext = 0;
      int free = 0;
      for (int i = 0; i < layout.slots(); i++) {
        Place place = layout.place(i);
        if (place.plaintext() != plaintext) {
          assertThat(place.plaintext()).isEqualTo(plaintext + 1);
          plaintext = place.plaintext();
          free = 0;
        }
        assertThat(place.shift()).isEqualTo(free);
        free = place.shift() + place.bits();
        assertThat(free).isLessThanOrEqualTo(PLAINTEXT_BITS);
      }
      assertThat(layout.plaintexts()).isEqualTo(plaintext + 1);
    }
  }

  @Test
  void theSlotsOfAGroupComeFirst() {
    SlotLayout layout = SlotLayout.of(List.of(), PLAINTEXT_BITS);

    assertThat(layout.plaintexts()).isEqualTo(1);
    assertThat(layout.place(SlotLayout.CONTRIBUTORS)).isEqualTo(new Place(0, 0, 32));
    assertThat(layout.place(SlotLayout.WITHHELD)).isEqualTo(new Place(0, 32, 32));
    assertThat(layout.place(SlotLayout.CHECK)).isEqualTo(new Place(0, 64, 272));
  }

  @Test
  void slotsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> slot(17)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> slot(255)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Slot(Slot.Kind.VALUE, -1, 0, 0, 64))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Slot(Slot.Kind.VALUE, 0, 0, 241, 64))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SlotLayout.of(List.of(slot(254)), 253))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(slot(64).magnitudeBits()).isEqualTo(47);
  }

  @Test
  void aSecretIsWithheldAndGivesNothingOnceDestroyed() {
    QuerySecret secret = QuerySecret.random(new SecureRandom());
    assertThat(secret.toBytes()).hasSize(32).isEqualTo(secret.toBytes());
    assertThat(secret).hasToString("QuerySecret[withheld]");
    assertThat(QuerySecret.random(new SecureRandom()).toBytes()).isNotEqualTo(secret.toBytes());

    secret.destroy();

    assertThatThrownBy(secret::toBytes).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> QuerySecret.of(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Slot slot(int bits) {
    return new Slot(Slot.Kind.VALUE, 0, 0, 0, bits);
  }
}

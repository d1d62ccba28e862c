// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyFilesTest {

  @Test
  void keysComeBackFromTheirFiles() {
    NodeId north = new NodeId("north");
    AnalystId board = new AnalystId("board");

    assertThat(NodeKeys.parse(TestKeys.NORTH.toText()).identity(north))
        .isEqualTo(TestKeys.NORTH.identity(north));
    AnalystKeys read = AnalystKeys.parse(TestKeys.BOARD.toText());
    assertThat(read.identity(board)).isEqualTo(TestKeys.BOARD.identity(board));
    assertThat(read.paillier().totient()).isEqualTo(TestKeys.BOARD.paillier().totient());
    assertThat(read.toText()).isEqualTo(TestKeys.BOARD.toText());
  }

  @Test
  void filesOfAnotherTypeOrNoneAreRefused() {
    for (String wrong : List.of("", "\n \n", "parley-keys 2 node", TestKeys.BOARD.toText())) {
      assertThatThrownBy(() -> NodeKeys.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid key file: its first line is not that of node");
    }
  }

  @Test
  void missingRepeatedAndMalformedEntriesAreRefusedWithoutShowingThem() {
    String text = TestKeys.NORTH.toText();
    String[] lines = text.split("\n", -1);
    String signing = lines[1];

    assertRefused(lines[0], "signing is missing or too long");
    assertRefused(text + signing, "line 4 repeats a name");
    assertRefused(text.replace(signing, signing.substring(0, 40)), "signing is of a wrong length");
    assertRefused(text.replace(signing, signing + "00"), "signing is missing or too long");
    assertRefused(text.replace(signing, signing + "0"), "line 2");
    assertRefused(text.replace(signing, signing.replace(' ', '=')), "line 2");
  }

  @Test
  void anAlteredFileNeverFailsInAnotherWay() {
    long seed = 20260109;
    Random random = new Random(seed);
    String text = TestKeys.BOARD.toText();
    int modulus = text.indexOf("modulus");
    for (int i = 0; i < 300; i++) {
      StringBuilder altered = new StringBuilder(text);
      int at = modulus + random.nextInt(text.length() - modulus);
      char now = "0123456789abcdefx \n".charAt(random.nextInt(19));
      if (altered.charAt(at) == now || Character.isWhitespace(now)) {
        continue;
      }
      altered.setCharAt(at, now);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .as("seed %d, altered at %d", seed, at)
          .isThrownBy(() -> AnalystKeys.parse(altered.toString()));
    }
  }

  @Test
  void nothingThatPrintsShowsASecret() {
    String printed =
        TestKeys.BOARD
            + " "
            + TestKeys.BOARD.paillier()
            + TestKeys.BOARD.signing()
            + TestKeys.BOARD.sealing()
            + TestKeys.NORTH
            + TestKeys.BOARD.paillier().publicKey()
            + new Envelope.Sender("north", TestKeys.NORTH.signing());

    for (String text : List.of(TestKeys.BOARD.toText(), TestKeys.NORTH.toText())) {
      text.lines()
          .skip(1)
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .forEach(secret -> assertThat(printed).doesNotContain(secret.substring(0, 32)));
    }
    assertThat(printed).contains("secret withheld");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> NodeKeys.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(message)
        .hasMessageNotContaining(TestKeys.NORTH.toText().lines().toList().get(1).substring(10));
  }
}

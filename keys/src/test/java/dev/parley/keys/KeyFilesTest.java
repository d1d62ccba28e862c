// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.manifest.PublicFile;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyFilesTest {

  @Test
  void keysComeBackFromTheirFiles() {
    MemberKeys read = MemberKeys.parse(TestKeys.BOARD.toText());

    assertThat(read.publicKeys()).isEqualTo(TestKeys.BOARD.publicKeys());
    assertThat(read.paillier().totient()).isEqualTo(TestKeys.BOARD.paillier().totient());
    assertThat(read.toText()).isEqualTo(TestKeys.BOARD.toText());
  }

  @Test
  void filesOfAnotherTypeOrNoneAreRefused() {
    String old = TestKeys.NORTH.toText().replace("parley-keys 1 member", "parley-keys 1 node");
    for (String wrong : List.of("", "\n \n", "parley-keys 2 member", old)) {
      assertThatThrownBy(() -> MemberKeys.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid key file: not one that keygen has written");
    }
  }

  @Test
  void missingRepeatedAndMalformedEntriesAreRefusedWithoutShowingThem() {
    String text = TestKeys.NORTH.toText();
    String[] lines = text.split("\n", -1);
    String signing = lines[1];
    String sealing = lines[2];

    assertRefused(lines[0], "modulus is missing or too long");
    assertRefused(text.replace(signing + "\n", ""), "signing is missing or too long");
    assertRefused(text + signing, "line 6 repeats a name");
    assertRefused(text.replace(signing, signing.substring(0, 40)), "signing is of a wrong length");
    assertRefused(text.replace(sealing, sealing + "00"), "sealing is missing or too long");
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
          .isThrownBy(() -> MemberKeys.parse(altered.toString()));
    }
  }

  @Test
  void thePublicHalfComesBackFromItsFile() {
    PublicFile file = TestKeys.NORTH.publicFile("north");

    assertThat(PublicFile.parse(file.toText())).isEqualTo(file);
    assertThat(PublicFile.parse("\n" + file.toText().replace("\n", "\r\n"))).isEqualTo(file);
    assertThat(file.keys()).isEqualTo(TestKeys.NORTH.publicKeys());
    assertThat(file.keys().id().spoken()).matches("([0-9a-f]{4} ){15}[0-9a-f]{4}");
  }

  @Test
  void aPublicFileThatItsKeysDidNotSignIsRefused() {
    String text = TestKeys.NORTH.publicFile("north").toText();
    String other = TestKeys.WEST.publicFile("north").toText();
    for (int line = 1; line < 6; line++) {
      String mixed =
          text.replace(text.lines().toList().get(line), other.lines().toList().get(line));
      if (!mixed.equals(text)) {
        assertThatThrownBy(() -> PublicFile.parse(mixed))
            .as("line %d", line)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("Invalid public file: its signature does not verify");
      }
    }
    assertThatThrownBy(() -> PublicFile.parse(text.replace("name north", "name south")))
        .hasMessage("Invalid public file: its signature does not verify");
  }

  @Test
  void anAlteredPublicFileNeverFailsInAnotherWay() {
    long seed = 20260110;
    Random random = new Random(seed);
    String text = TestKeys.NORTH.publicFile("north").toText();
    for (int i = 0; i < 300; i++) {
      StringBuilder altered = new StringBuilder(text);
      int at = random.nextInt(text.length() - 1);
      char now = "0123456789abcdefx".charAt(random.nextInt(17));
      if (altered.charAt(at) != now) {
        altered.setCharAt(at, now);
        assertThatExceptionOfType(IllegalArgumentException.class)
            .as("seed %d, altered at %d", seed, at)
            .isThrownBy(() -> PublicFile.parse(altered.toString()));
      }
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
            + OwnKeys.of(TestKeys.NORTH)
            + TestKeys.BOARD.publicFile("board").toText().replaceAll("modulus .*", "")
            + new Envelope.Sender("north", TestKeys.NORTH);

    for (String text : List.of(TestKeys.BOARD.toText(), TestKeys.NORTH.toText())) {
      text.lines()
          .skip(1)
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .forEach(secret -> assertThat(printed).doesNotContain(secret.substring(0, 32)));
    }
    assertThat(printed).contains("secret withheld");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> MemberKeys.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(message)
        .hasMessageNotContaining(TestKeys.NORTH.toText().lines().toList().get(1).substring(10));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingSecretTest {
  private Path file;

  @BeforeEach
  void write(@TempDir Path folder) {
    file = folder.resolve("pipe.secret");
    put("old-secret");
  }

  @Test
  void aSecretIsReadAgainWhenItsFileChanges() {
    RotatingSecret secret = read();
    assertThat(secret.now()).isEqualTo("old-secret");

    put("a-new-secret\n");

    assertThat(secret.now()).isEqualTo("a-new-secret");
  }

  @Test
  void ofTwoSecretsTheOneIsUsedThatIsNotRefused() {
    put("new-secret\n\n old-secret \n");
    RotatingSecret secret = read();
    assertThat(secret.all()).containsExactly("new-secret", "old-secret");
    assertThat(secret.now()).isEqualTo("new-secret");

    assertThat(secret.refused("new-secret")).isTrue();
    assertThat(secret.now()).isEqualTo("old-secret");

    // Another thread has shown the first one as well, and need not go further.
    assertThat(secret.refused("new-secret")).isTrue();
    assertThat(secret.now()).isEqualTo("old-secret");

    assertThat(secret.refused("old-secret")).isTrue();
    assertThat(secret.now()).isEqualTo("new-secret");
  }

  @Test
  void whereThereIsNoOtherSecretARefusalIsFinal() {
    assertThat(read().refused("old-secret")).isFalse();
    assertThat(RotatingSecret.of("fixed").refused("fixed")).isFalse();
  }

  @Test
  void aFileThatCannotBeUsedLeavesTheSecretInUse() throws IOException {
    RotatingSecret secret = read();

    Files.delete(file);
    assertThat(secret.now()).isEqualTo("old-secret");
    assertThat(secret.refused("old-secret")).isFalse();
    put("short");
    assertThat(secret.now()).isEqualTo("old-secret");
    put("mended-secret");
    assertThat(secret.now()).isEqualTo("mended-secret");
  }

  @Test
  void refusesAFileWithNoneOrThreeOrOneThatOthersMayRead() throws IOException {
    put(" \n");
    assertThatIllegalArgumentException().isThrownBy(this::read).withMessage("the file is empty");
    put("first-one\nsecond-one\nthird-one");
    assertThatIllegalArgumentException()
        .isThrownBy(this::read)
        .withMessageContaining("or two in two lines")
        .withMessageNotContaining("third");
    put("fine-secret");
    Files.setPosixFilePermissions(
        file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OTHERS_READ));
    assertThatIllegalArgumentException()
        .isThrownBy(this::read)
        .withMessageContaining("Others than its owner");
  }

  @Test
  void doesNotPrint() {
    assertThat(read()).hasToString("RotatingSecret[withheld]");
  }

  private RotatingSecret read() {
    return RotatingSecret.read(
        file,
        secret -> {
          if (secret.length() < 8) {
            throw new IllegalArgumentException("too short");
          }
        });
  }

  private void put(String text) {
    try {
      Files.deleteIfExists(file);
      SecretFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

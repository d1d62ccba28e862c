// SPDX-License-Identifier: Apache-2.0
package dev.parley.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
  private Path folder;

  @BeforeEach
  void make(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void bothFilesAreWrittenAndOnlyTheOwnerMayReadTheOne() throws IOException {
    Path deep = folder.resolve("a/b");

    var published = KeyFiles.write(deep, "north-2", Founded.keys("north"));

    assertThat(published.keys()).isEqualTo(Founded.keys("north").publicKeys());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(deep.resolve("north-2.keys"))))
        .isEqualTo("rw-------");
    assertThat(KeyFiles.read(deep.resolve("north-2.keys"), List.of()).newest().publicKeys())
        .isEqualTo(published.keys());
    assertThat(KeyFiles.readPublic(deep.resolve("north-2.public"))).isEqualTo(published);
    assertThat(Files.readString(deep.resolve("north-2.public"))).doesNotContain("totient");
  }

  @Test
  void neverWritesOverAFile() throws IOException {
    for (String taken : List.of("north.keys", "north.public")) {
      Path place = Files.createDirectory(folder.resolve(taken + ".d"));
      Files.writeString(place.resolve(taken), "precious");

      ParleyException e = failure(() -> KeyFiles.write(place, "north", Founded.keys("north")));

      assertThat(e.fact()).contains("There is a file", taken);
      assertThat(place.resolve(taken)).hasContent("precious");
      try (var files = Files.list(place)) {
        assertThat(files).hasSize(1);
      }
    }
  }

  @Test
  void namesThatLeadElsewhereAreRefused() {
    for (String name : List.of("", "../north", "a/b", ".north", "n".repeat(64), "nörd")) {
      assertThat(failure(() -> KeyFiles.write(folder, name, Founded.keys("north"))).fact())
          .startsWith("Invalid name of keys");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void filesThatOthersMayReadOrThatAreNoneAreRefused() throws IOException {
    Path open = Files.writeString(folder.resolve("open.keys"), Founded.keys("north").toText());
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    Path none = folder.resolve("none.keys");

    assertThat(failure(() -> KeyFiles.read(open)).hint()).startsWith("Run: chmod 600");
    assertThat(failure(() -> KeyFiles.read(none)).fact()).contains("cannot be read");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(open, "parley-keys 1 member\nsigning 00\n");
    assertThat(failure(() -> KeyFiles.read(open)).fact()).contains("modulus is missing");
  }

  @Test
  void publicFilesThatAreNoneAreRefused() throws IOException {
    Path file = folder.resolve("x.public");

    assertThat(failure(() -> KeyFiles.readPublic(file)).fact()).contains("cannot be read");
    Files.writeString(file, "x".repeat(20_000));
    assertThat(failure(() -> KeyFiles.readPublic(file)).fact()).contains("it is too long");
    Files.write(file, new byte[] {(byte) 0xC3, 0x28});
    assertThat(failure(() -> KeyFiles.readPublic(file)).fact()).contains("cannot be read");
    Files.writeString(file, Founded.keys("north").toText());
    assertThat(failure(() -> KeyFiles.readPublic(file)).fact())
        .contains("not one that keygen has written")
        .doesNotContain("signing");
  }

  private static ParleyException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    ParleyException e = catchThrowableOfType(ParleyException.class, call);
    assertThat(e).isNotNull();
    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTINGS);
    return e;
  }
}

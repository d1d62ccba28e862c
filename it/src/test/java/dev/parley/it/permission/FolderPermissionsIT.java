// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.pipe.guard.Guard;
import dev.parley.pipe.guard.GuardSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix of permissions over the guard before a folder. */
class FolderPermissionsIT {
  @Test
  void grantsWhatIsNeededAndNothingElse(@TempDir Path folder) throws Exception {
    try (Guard guard = Guard.start(Town.settings(new GuardSettings.Folder(folder)))) {
      PermissionTable tried =
          PermissionTable.tried(new FolderGround(guard.endpoint(), folder), Attempts::isRefusal);

      assertThat(tried.toString()).isEqualTo(PermissionTable.granted().toString());
    }
  }

  /** Written and read past the guard. */
  private record FolderGround(URI endpoint, Path folder) implements Ground {
    @Override
    public void write(String bucket, String key, String object) {
      try {
        Path file = folder.resolve(bucket).resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, object);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Map<String, String> content(String bucket) {
      Path root = folder.resolve(bucket);
      Map<String, String> content = new TreeMap<>();
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          content.put(root.relativize(file).toString(), Files.readString(file));
        }
        return content;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void delete(String bucket, String key) {
      try {
        Files.delete(folder.resolve(bucket).resolve(key));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The services of docker/compose.yaml, in their order. */
final class ComposeFile {
  private static final String OF_PARLEY = "parley:local";

  private ComposeFile() {}

  /**
   * A service.
   *
   * @param folder of docker/run, which is mounted as its working folder; empty if none is
   */
  record Service(
      String name, String image, List<String> command, String folder, List<String> networks) {

    boolean isOfParley() {
      return image.equals(OF_PARLEY);
    }
  }

  static List<Service> read(Path file) throws IOException {
    Map<?, ?> root =
        (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    List<Service> services = new ArrayList<>();
    Map<?, ?> all = (Map<?, ?>) Objects.requireNonNull(root.get("services"));
    all.forEach((name, keys) -> services.add(service((String) name, (Map<?, ?>) keys)));
    return services;
  }

  private static Service service(String name, Map<?, ?> keys) {
    Map<Object, Object> all = new LinkedHashMap<>();
    // what a service shares with others stands under a merge key, which this library leaves alone
    if (keys.get("<<") instanceof Map<?, ?> shared) {
      all.putAll(shared);
    }
    all.putAll(keys);
    return new Service(
        name,
        String.valueOf(all.get("image")),
        texts(all.get("command")),
        folder(texts(all.get("volumes"))),
        texts(all.get("networks")));
  }

  private static String folder(List<String> volumes) {
    return volumes.stream()
        .filter(volume -> volume.matches("\\./run/\\w+:/parley(:ro)?"))
        .map(volume -> volume.replaceFirst("\\./run/(\\w+):.*", "$1"))
        .findFirst()
        .orElse("");
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof Collection<?> all
        ? all.stream().map(String::valueOf).toList()
        : List.of();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.activation;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The last activations, a JSON file each in one folder; older ones are deleted. */
public final class ActivationStore {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final String SUFFIX = ".json";
  private static final long MAX_BYTES = 64L << 20;

  private final Path folder;
  private final int keep;
  private final Deque<Stored> oldestFirst = new ArrayDeque<>();
  private long bytes;

  private record Stored(String id, long bytes) {}

  /**
   * Opens a folder, and takes over what is in it.
   *
   * @param keep how many to keep at most; fewer if they take more than 64 MB
   */
  public ActivationStore(Path folder, int keep) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.keep = keep;
    List<Path> found;
    try (Stream<Path> files = Files.list(folder)) {
      found = files.filter(ActivationStore::isRecord).sorted(byAge()).toList();
    }
    for (Path file : found) {
      String name = file.getFileName().toString();
      remember(name.substring(0, name.length() - SUFFIX.length()), Files.size(file));
    }
  }

  private static boolean isRecord(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(SUFFIX)
        && ID.matcher(name.substring(0, name.length() - SUFFIX.length())).matches();
  }

  private static Comparator<Path> byAge() {
    return Comparator.comparingLong((Path file) -> file.toFile().lastModified());
  }

  /** Stores an activation; from now on it can be found. */
  public synchronized void put(Activation activation) throws IOException {
    byte[] json = activation.toJson().toString().getBytes(StandardCharsets.UTF_8);
    Path part = folder.resolve(activation.id() + ".part");
    Files.write(part, json);
    Files.move(part, file(activation.id()), StandardCopyOption.ATOMIC_MOVE);
    remember(activation.id(), json.length);
  }

  /** Returns an activation, unless it is not stored, or not any more. */
  public Optional<JsonObject> get(String id) throws IOException {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonParser.parseString(Files.readString(file(id))).getAsJsonObject());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Returns activations, the latest first, without results and logs. */
  public List<JsonObject> list(int skip, int limit) throws IOException {
    List<JsonObject> page = new ArrayList<>();
    for (String id : latest(skip, limit)) {
      get(id)
          .ifPresent(
              json -> {
                json.add("statusCode", json.getAsJsonObject("response").get("statusCode"));
                json.remove("response");
                json.remove("logs");
                page.add(json);
              });
    }
    return page;
  }

  private synchronized List<String> latest(int skip, int limit) {
    List<String> ids = new ArrayList<>();
    Iterator<Stored> latestFirst = oldestFirst.descendingIterator();
    for (int i = 0; latestFirst.hasNext() && ids.size() < limit; i++) {
      String id = latestFirst.next().id();
      if (i >= skip) {
        ids.add(id);
      }
    }
    return ids;
  }

  private void remember(String id, long size) throws IOException {
    oldestFirst.addLast(new Stored(id, size));
    bytes += size;
    while (oldestFirst.size() > keep || (bytes > MAX_BYTES && oldestFirst.size() > 1)) {
      Stored oldest = oldestFirst.removeFirst();
      bytes -= oldest.bytes();
      Files.deleteIfExists(file(oldest.id()));
    }
  }

  private Path file(String id) {
    return folder.resolve(id + SUFFIX);
  }
}
